namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Reads the rows of one kind of sheet as what they would do, and does it.</summary>
internal interface IRowImport
{
    IReadOnlyList<SheetColumn> Columns { get; }

    /// <summary>What the row would do to what the session sees; what is wrong with it is noted in the row.</summary>
    Task<RowPlan> PlanAsync(Session session, ImportedLine row);

    /// <summary>After the last row: what could not be told, or done, before all of them were there.</summary>
    Task FinishPlanAsync(Session session);

    Task FinishAsync(WriteSession session);

    /// <summary>The same for one row that was stored by another.</summary>
    Task FinishAsync(WriteSession session, ImportedLine row);
}

/// <summary>What becomes of a row, and what stores it.</summary>
internal sealed record RowPlan(RowOutcome Outcome, Func<WriteSession, Task>? StoreAsync = null)
{
    public static readonly RowPlan Faulty = new(RowOutcome.Faulty);
    public static readonly RowPlan Unchanged = new(RowOutcome.Unchanged);

    /// <summary>The code of the commitment that the row changes, and the version that was seen; 0 of a new one.</summary>
    public string Code { get; init; } = "";

    public long Version { get; init; }

    /// <summary>Whether a part of it can only be stored once all rows are.</summary>
    public bool NeedsAllRows { get; init; }

    /// <summary>What would differ, by column or by field of the history.</summary>
    public IEnumerable<CellChange> Changes { get; init; } = [];

    public IReadOnlyList<RowWarning> Warnings { get; init; } = [];
}

/// <summary>What became of a row.</summary>
internal enum RowOutcome
{
    Faulty,
    Created,
    Changed,
    Unchanged,
}

/// <summary>Makes what takes the rows of each kind of sheet.</summary>
internal sealed class RowImports(CommitmentRules commitments, IValidator<ReportProgressRequest> progressUpdates, ReportingClock clock)
{
    public async Task<SheetImport> OfAsync(Session session, LaidImport import, ImportErrors errors)
    {
        var parties = await Parties.LoadAsync(session);
        return new SheetImport(
            EnumCode.Parse<SheetKind>(import.Kind) == SheetKind.Commitments
                ? new CommitmentImport(commitments, parties, import.Actor)
                : new ProgressUpdateImport(progressUpdates, parties, clock, Stored.ParseDay(import.Today), import.Actor),
            errors
        );
    }
}

/// <summary>The rows of a sheet that would change something: a few in memory, and where there are more all laid down in the database.</summary>
internal sealed class FoundRows(LaidImport import, bool isDryRun, LargeImports large, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly List<PlannedLine> kept = [];
    private IAsyncDisposable? hold;

    public IReadOnlyList<PlannedLine> Kept => kept;

    public bool IsLaid => Laid > 0;

    /// <summary>How many rows were laid down.</summary>
    public long Laid { get; private set; }

    /// <summary>Whether what was laid down is to be carried out, and not to be taken away again.</summary>
    public bool IsAccepted { get; set; }

    public async Task AddAsync(PlannedLine row)
    {
        if (isDryRun)
        {
            return;
        }

        kept.Add(row);
        if (kept.Count > LargeImports.Slice)
        {
            await LayAsync();
        }
    }

    /// <summary>After the last row: all together or none of it.</summary>
    public async Task EndAsync()
    {
        if (IsLaid && kept.Count > 0)
        {
            await LayAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsLaid && !IsAccepted)
        {
            await large.GiveUpAsync(import.ImportId);
        }

        if (hold is not null)
        {
            await hold.DisposeAsync();
        }
    }

    private async Task LayAsync()
    {
        hold ??= await large.HoldAsync(import.ImportId, cancellation);
        await large.LayAsync(import, kept, isFirst: !IsLaid, cancellation);
        Laid += kept.Count;
        kept.Clear();
    }
}
