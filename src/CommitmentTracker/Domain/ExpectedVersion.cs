namespace CommitmentTracker.Domain;

/// <summary>The versions that a change may start from, as the caller's If-Match says; without one, none.</summary>
internal sealed record ExpectedVersion(bool IsGiven, bool IsAny, IReadOnlyCollection<long> Versions)
{
    public static readonly ExpectedVersion Missing = new(false, false, []);
    public static readonly ExpectedVersion Any = new(true, true, []);

    public static ExpectedVersion OneOf(IReadOnlyCollection<long> versions) => new(true, false, versions);

    /// <summary>Why a change of a record at <paramref name="current"/> is refused, or null when it may go on.</summary>
    public Refusal? RefusalAt(long current) =>
        (IsGiven, IsAny || Versions.Contains(current)) switch
        {
            (false, _) => new Refusal(
                ErrorCode.VersionRequired,
                "Send If-Match with the ETag of the record that you read, so that nobody's change is overwritten unseen."
            )
            {
                CurrentVersion = current,
            },
            (_, false) => new Refusal(
                ErrorCode.VersionStale,
                $"The record has changed since you read it and is now at version {current}. Read it again, and repeat your change on that."
            )
            {
                CurrentVersion = current,
            },
            _ => null,
        };
}
