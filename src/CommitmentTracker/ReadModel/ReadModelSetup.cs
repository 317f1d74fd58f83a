namespace CommitmentTracker.ReadModel;

internal static class ReadModelSetup
{
    public static IServiceCollection AddReadModel(this IServiceCollection services)
    {
        services
            .AddOptions<ReadModelOptions>()
            .BindConfiguration(ReadModelOptions.Section)
            .ValidateOnStart()
            .Validate(model => model.MaxCommitments >= 0, "ReadModel__MaxCommitments must be 0 or more.")
            .Validate(model => model.AnswersMegabytes is >= 0 and <= 1024, "ReadModel__AnswersMegabytes must be from 0 to 1024.");
        services.AddSingleton<LiveModel>().AddHostedService<ReadModelFollower>();
        return services;
    }
}
