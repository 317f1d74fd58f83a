using CommitmentTracker.Database.Imports;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>The rows of a sheet that would change something: a few in memory, and where there are more all laid down in the database.</summary>
internal sealed class FoundRows(LaidImport import, bool isDryRun, LargeImports large, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly List<PlannedLine> kept = [];

    public IReadOnlyList<PlannedLine> Kept => kept;

    public bool IsLaid { get; private set; }

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
    }

    private async Task LayAsync()
    {
        await large.LayAsync(import, kept, isFirst: !IsLaid, cancellation);
        IsLaid = true;
        kept.Clear();
    }
}
