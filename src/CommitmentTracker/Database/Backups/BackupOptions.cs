namespace CommitmentTracker.Database.Backups;

internal sealed class BackupOptions
{
    public const string Section = "Backups";

    private const int HoursOfAYear = 8760;

    /// <summary>Where backups go; a relative path starts at the database's folder.</summary>
    public string Folder { get; set; } = "backups";

    /// <summary>How many hours after the last backup the service makes the next; 0 for never.</summary>
    public int EveryHours { get; set; }

    /// <summary>How many backups stay when the service has made a new one.</summary>
    public int Keep { get; set; } = 14;

    public bool HasInterval => EveryHours is >= 0 and <= HoursOfAYear;
}
