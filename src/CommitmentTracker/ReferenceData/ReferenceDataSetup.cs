namespace CommitmentTracker.ReferenceData;

internal static class ReferenceDataSetup
{
    public static IServiceCollection AddReferenceData(this IServiceCollection services)
    {
        services.AddOptions<ReferenceDataOptions>().BindConfiguration(ReferenceDataOptions.Section).ValidateOnStart();
        services.AddSingleton<ReferenceDataLoader>();
        return services;
    }
}
