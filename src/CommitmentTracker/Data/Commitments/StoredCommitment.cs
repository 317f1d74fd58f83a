namespace CommitmentTracker.Data.Commitments;

/// <summary>A commitment as it stands in the database.</summary>
internal sealed record StoredCommitment(long Id, Commitment Commitment, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>
/// Commitments as the one writer last read or left them, and what else it need not ask again. What a write that is taken back
/// had touched is forgotten with it; where others may have written, everything is.
/// </summary>
internal sealed class KnownCommitments
{
    private const int Max = 2000;

    private readonly Dictionary<string, StoredCommitment> byCode = new(StringComparer.Ordinal);
    private readonly List<string> touched = [];

    /// <summary>The greatest number of a progress update; null where it must be asked for.</summary>
    public long? LastUpdate { get; set; }

    /// <summary>Whether an accepted import has still something to change, as it is in this group of writes; null where it must be asked for.</summary>
    public bool? AnyHeld { get; set; }

    public StoredCommitment? Find(string code) => byCode.GetValueOrDefault(code);

    public void Keep(StoredCommitment stored)
    {
        if (byCode.Count >= Max)
        {
            byCode.Clear();
        }

        byCode[stored.Commitment.Code] = stored;
        touched.Add(stored.Commitment.Code);
    }

    /// <summary>Of imports the journal does not tell, so that each group asks anew.</summary>
    public void BeginGroup() => AnyHeld = null;

    public void BeginWrite() => touched.Clear();

    public void Undo() => touched.ForEach(code => byCode.Remove(code));

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
