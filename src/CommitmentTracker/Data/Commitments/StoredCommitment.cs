using System.Collections.Concurrent;

namespace CommitmentTracker.Data.Commitments;

/// <summary>A commitment as it stands in the database.</summary>
internal sealed record StoredCommitment(long Id, Commitment Commitment, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>
/// Commitments as the one writer last read or left them, and what else it need not ask again. What a write that is taken back
/// had touched is forgotten with it; where others may have written, everything is.
/// </summary>
/// <param name="recent">What may be taken at its version; null where nothing may.</param>
internal sealed class KnownCommitments(RecentCommitments? recent = null)
{
    private const int Max = 2000;

    private readonly Dictionary<string, StoredCommitment> byCode = new(StringComparer.Ordinal);
    private readonly List<string> touched = [];
    private readonly Dictionary<string, StoredCommitment> written = new(StringComparer.Ordinal);

    /// <summary>The greatest number of a progress update; null where it must be asked for.</summary>
    public long? LastUpdate { get; set; }

    /// <summary>Whether an accepted import has still something to change, as it is in this group of writes; null where it must be asked for.</summary>
    public bool? AnyHeld { get; set; }

    /// <summary>The commitments that this group of writes has changed, as it leaves them.</summary>
    public IReadOnlyCollection<StoredCommitment> Written => written.Values;

    public StoredCommitment? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>As it stood lately, which it does still where its version is the same.</summary>
    public StoredCommitment? FindRecent(string code) => recent?.Find(code);

    public void Keep(StoredCommitment stored)
    {
        if (byCode.Count >= Max)
        {
            byCode.Clear();
        }

        byCode[stored.Commitment.Code] = stored;
        touched.Add(stored.Commitment.Code);
    }

    /// <summary>Keeps what was written, and not only read.</summary>
    public void KeepWritten(StoredCommitment stored)
    {
        Keep(stored);
        written[stored.Commitment.Code] = stored;
    }

    public void BeginGroup()
    {
        written.Clear();
        // Of imports the journal does not tell.
        AnyHeld = null;
    }

    public void BeginWrite() => touched.Clear();

    public void Undo() =>
        touched.ForEach(code =>
        {
            byCode.Remove(code);
            written.Remove(code);
        });

    /// <summary>What was changed elsewhere.</summary>
    public void Forget(IEnumerable<string> codes)
    {
        LastUpdate = null;
        foreach (var code in codes)
        {
            byCode.Remove(code);
        }
    }

    public void Clear()
    {
        byCode.Clear();
        LastUpdate = null;
    }
}

/// <summary>
/// Commitments as this process knows them: as it committed them last, or else as they are in its state, so that nobody reads again what
/// was just written or read. Others may have written since: one counts at its very version alone, which is never given twice.
/// </summary>
internal sealed class RecentCommitments
{
    private const int Max = 2000;

    private readonly ConcurrentDictionary<string, StoredCommitment> byCode = new(StringComparer.Ordinal);

    /// <summary>One of the state in memory, which stands above and says here how it is asked.</summary>
    public Func<string, StoredCommitment?> InState { get; set; } = _ => null;

    /// <summary>Takes what is on the disk.</summary>
    public void Keep(IReadOnlyCollection<StoredCommitment> committed)
    {
        if (byCode.Count >= Max)
        {
            byCode.Clear();
        }

        foreach (var each in committed)
        {
            byCode[each.Commitment.Code] = each;
        }
    }

    /// <summary>For whoever writes past the journal.</summary>
    public void Clear()
    {
        byCode.Clear();
        InState = _ => null;
    }

    public StoredCommitment? Find(string code)
    {
        var (committed, inState) = (byCode.GetValueOrDefault(code), InState(code));
        return committed is null || inState?.Version > committed.Version ? inState : committed;
    }

    public StoredCommitment? Find(string code, long version) => Find(code) is { } found && found.Version == version ? found : null;
}

/// <summary>What a caller may see of the commitments. What may not be seen does not exist, in the same words.</summary>
internal static class Visibility
{
    public static async Task<Result<StoredCommitment>> LoadVisibleAsync(Session session, string code, bool includesUnpublished) =>
        Of(await CommitmentReader.LoadAsync(session, code), code, includesUnpublished);

    public static Result<StoredCommitment> Of(StoredCommitment? stored, string code, bool includesUnpublished) =>
        (stored?.Commitment.Publication, includesUnpublished) switch
        {
            (null, _) or (not Publication.Published, false) => NotFound(code),
            (Publication.Archived, true) => Archived(stored!),
            _ => stored!,
        };

    public static Refusal NotFound(string code) => Refusal.NotFound("commitment", code);

    private static Refusal Archived(StoredCommitment stored) =>
        new(
            ErrorCode.Gone,
            $"Commitment {stored.Commitment.Code} was archived. Its history is kept; to restore it, PATCH publication with If-Match \"{stored.Version}\"."
        )
        {
            CurrentVersion = stored.Version,
        };
}
