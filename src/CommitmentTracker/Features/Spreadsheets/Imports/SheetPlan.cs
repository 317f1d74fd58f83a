namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>A row that would change something, with the cells as the sheet gave them.</summary>
/// <param name="Number">The row of the sheet.</param>
/// <param name="Code">The code of the commitment that it changes.</param>
/// <param name="Version">The version that was seen; 0 where there was none.</param>
/// <param name="Outcome">What was foreseen.</param>
/// <param name="Cells">By column.</param>
internal sealed record PlannedLine(long Number, string Code, long Version, RowOutcome Outcome, IReadOnlyDictionary<string, string> Cells)
{
    /// <param name="laid">A row that was laid down. Its fingerprint was compared when it was accepted, and nobody could change the commitment since.</param>
    /// <param name="isAccepted">Whether it was.</param>
    public static PlannedLine From(LaidLine laid, bool isAccepted)
    {
        var cells = laid.ToCells();
        if (isAccepted)
        {
            cells.Remove("fingerprint");
        }

        return new PlannedLine(laid.RowNumber, laid.CommitmentCode, laid.SeenVersion, RowOutcome.Changed, cells);
    }

    public LaidLine ToLaid(string importId) =>
        new()
        {
            ImportId = importId,
            Step = 1,
            RowNumber = Number,
            CommitmentCode = Code,
            SeenVersion = Version,
            Cells = LaidLine.Of(Cells),
        };
}

/// <summary>What a sheet would do, told without storing anything.</summary>
internal sealed class SheetPlan
{
    private const int MaxChanges = 200;
    private const int MaxWarnings = 200;

    private readonly Dictionary<RowOutcome, long> outcomes = Enum.GetValues<RowOutcome>().ToDictionary(each => each, _ => 0L);
    private readonly List<CellChange> changes = [];
    private readonly List<RowWarning> warnings = [];
    private long changesInAll;

    /// <summary>The sheet that was read; null where the file has no sheets with names.</summary>
    public string? Sheet { get; set; }

    public long Rows => outcomes.Values.Sum();

    public void Add(RowPlan row)
    {
        outcomes[row.Outcome]++;
        foreach (var change in row.Changes)
        {
            changesInAll++;
            if (changes.Count < MaxChanges)
            {
                changes.Add(change);
            }
        }

        row.Warnings.ToList().ForEach(Warn);
    }

    public void Warn(RowWarning warning)
    {
        if (warnings.Count < MaxWarnings)
        {
            warnings.Add(warning);
        }
    }

    /// <summary>A row came to something else when it was stored, because others wrote meanwhile.</summary>
    public void Correct(RowOutcome foreseen, RowOutcome found)
    {
        outcomes[foreseen]--;
        outcomes[found]++;
    }

    public ImportResource Told(bool isDryRun) =>
        new()
        {
            DryRun = isDryRun,
            Sheet = Sheet,
            Rows = Rows,
            Created = outcomes[RowOutcome.Created],
            Changed = outcomes[RowOutcome.Changed],
            Unchanged = outcomes[RowOutcome.Unchanged],
            Changes = isDryRun ? changes : [],
            ChangesInAll = changesInAll,
            Warnings = warnings,
            Errors = [],
        };
}
