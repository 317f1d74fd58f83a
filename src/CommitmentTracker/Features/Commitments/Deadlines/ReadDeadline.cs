namespace CommitmentTracker.Features.Commitments.Deadlines;

/// <summary>A commitment's deadline with every earlier value.</summary>
internal sealed record DeadlineHistory
{
    /// <summary>The deadline as it is.</summary>
    public required DeadlineResource Present { get; init; }

    /// <summary>What it was before, the latest first.</summary>
    public required IReadOnlyList<EarlierDeadline> Earlier { get; init; }

    /// <summary>The commitment's version.</summary>
    /// <example>3</example>
    public required long Version { get; init; }

    /// <summary>The day that the state is derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

/// <summary>A deadline that was replaced.</summary>
internal sealed record EarlierDeadline
{
    /// <summary>The due date that it had; null when there was none.</summary>
    /// <example>2026-12-31</example>
    public required DateOnly? DueOn { get; init; }

    /// <summary>How exactly that was known.</summary>
    public required DatePrecision? Precision { get; init; }

    /// <summary>Where that came from.</summary>
    /// <example>stated</example>
    public required DeadlineBasis Basis { get; init; }

    /// <summary>What said so.</summary>
    public required string? Source { get; init; }

    /// <summary>When it was replaced.</summary>
    public required DateTimeOffset ReplacedAt { get; init; }

    /// <summary>Why.</summary>
    public required string? Reason { get; init; }

    public static EarlierDeadline From(ReplacedDeadline replaced) =>
        new()
        {
            DueOn = replaced.Deadline.DueOn,
            Precision = replaced.Deadline.Precision,
            Basis = replaced.Deadline.Basis,
            Source = replaced.Deadline.Source,
            ReplacedAt = replaced.At,
            Reason = replaced.Reason,
        };
}

internal sealed record ReadDeadlineInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ReadDeadline(CommitmentReads reads, ReportingClock clock) : Endpoint<ReadDeadlineInput, DeadlineHistory>
{
    public override void Configure()
    {
        Get("/commitments/{code}/deadline");
        Definition.Under(Headings.Commitments).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.Gone);
    }

    /// <summary>Read a commitment's deadline with every earlier value</summary>
    /// <remarks>The public sees the values that stood while the record was public.</remarks>
    public override async Task HandleAsync(ReadDeadlineInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        await Send.ResultAsync(
            await reads.AnswerAsync(
                input.Code,
                caller,
                (session, stored) => ReadAsync(session, stored, caller.KeepsTheTracker, clock.On(input.Query.AsOf?.Value)),
                cancellation
            )
        );
    }

    private static async Task<Result<DeadlineHistory>> ReadAsync(
        Session session,
        StoredCommitment stored,
        bool includesUnpublished,
        ReportingDay day
    )
    {
        var rollUp = stored.Commitment.RollUp;
        var earlier = await EarlierDeadlines.OfAsync(session, stored.Commitment.Code, includesUnpublished);
        return new DeadlineHistory
        {
            Present = DeadlineResource.From(stored.Commitment.Deadline, rollUp.Status, rollUp.CompletedOn, day),
            Earlier = [.. earlier.Select(EarlierDeadline.From)],
            Version = stored.Version,
            AsOf = day.Today,
        };
    }
}
