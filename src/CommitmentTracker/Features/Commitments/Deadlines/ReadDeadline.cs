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
    private const string EarlierSql = """
        select at, reason, fields_before
        from changes
        where commitment_code = @code and type = 'deadline_changed' and (was_public = 1 or @includesUnpublished)
        order by change_id desc
        """;

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
        var rows = await session.QueryAsync<Row>(EarlierSql, new { code = stored.Commitment.Code, includesUnpublished });
        return new DeadlineHistory
        {
            Present = DeadlineResource.From(stored.Commitment.Deadline, rollUp.Status, rollUp.CompletedOn, day),
            Earlier = [.. rows.Select(row => row.ToEarlier())],
            Version = stored.Version,
            AsOf = day.Today,
        };
    }

    private sealed record Row
    {
        public string At { get; init; } = "";
        public string? Reason { get; init; }
        public string FieldsBefore { get; init; } = "";

        public EarlierDeadline ToEarlier()
        {
            var deadline = CommitmentFields.DeadlineIn(Stored.ParseFields(FieldsBefore));
            return new EarlierDeadline
            {
                DueOn = deadline.DueOn,
                Precision = deadline.Precision,
                Basis = deadline.Basis,
                Source = deadline.Source,
                ReplacedAt = Stored.ParseInstant(At),
                Reason = Reason,
            };
        }
    }
}
