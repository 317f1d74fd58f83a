namespace CommitmentTracker.Database.Backups;

internal static class BackupSetup
{
    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services
            .AddOptions<BackupOptions>()
            .BindConfiguration(BackupOptions.Section)
            .ValidateOnStart()
            .Validate(backups => !string.IsNullOrWhiteSpace(backups.Folder), "Backups__Folder must name a folder.")
            .Validate(backups => backups.HasInterval, "Backups__EveryHours must be from 0 to 8760; 0 makes no backups.")
            .Validate(backups => backups.Keep is >= 1 and <= 10_000, "Backups__Keep must be from 1 to 10000.");
        services.AddSingleton<BackupFiles>();
        services.AddSingleton<BackupWriter>();
        services.AddSingleton<Restoration>();
        services.AddSingleton<BackupTurns>();
        services.AddHostedService<BackupSchedule>();
        return services;
    }
}
