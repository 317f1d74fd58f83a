namespace CommitmentTracker.Tracker;

internal static class StateSetup
{
    public static IServiceCollection AddState(this IServiceCollection services) =>
        services.AddSingleton<LiveState>().AddSingleton<PastChanges>().AddHostedService<StateWatcher>();
}
