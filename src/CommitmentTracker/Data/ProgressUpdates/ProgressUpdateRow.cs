namespace CommitmentTracker.Data.ProgressUpdates;

/// <summary>A row of the table of progress updates.</summary>
internal sealed record ProgressUpdateRow
{
    public const string Columns = """
        progress_update_id, public_id, commitment_code, party_code, as_of, status, percent, health, health_reason, narrative,
        is_nil_return, challenges, next_step, evidence, recorded_at, recorded_by, is_on_behalf, review, reviewed_at, reviewed_by,
        return_reason, voided_at, voided_by, void_reason
        """;

    public const string ColumnsOfU = """
        u.progress_update_id, u.public_id, u.commitment_code, u.party_code, u.as_of, u.status, u.percent, u.health, u.health_reason,
        u.narrative, u.is_nil_return, u.challenges, u.next_step, u.evidence, u.recorded_at, u.recorded_by, u.is_on_behalf, u.review,
        u.reviewed_at, u.reviewed_by, u.return_reason, u.voided_at, u.voided_by, u.void_reason
        """;

    public long ProgressUpdateId { get; init; }
    public string PublicId { get; init; } = "";
    public string CommitmentCode { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public string AsOf { get; init; } = "";
    public string Status { get; init; } = "";
    public long? Percent { get; init; }
    public string? Health { get; init; }
    public string? HealthReason { get; init; }
    public string? Narrative { get; init; }
    public long IsNilReturn { get; init; }
    public string? Challenges { get; init; }
    public string? NextStep { get; init; }
    public string Evidence { get; init; } = "[]";
    public string RecordedAt { get; init; } = "";
    public string RecordedBy { get; init; } = "";
    public long IsOnBehalf { get; init; }
    public string Review { get; init; } = "";
    public string? ReviewedAt { get; init; }
    public string? ReviewedBy { get; init; }
    public string? ReturnReason { get; init; }
    public string? VoidedAt { get; init; }
    public string? VoidedBy { get; init; }
    public string? VoidReason { get; init; }

    public ProgressUpdate ToUpdate() =>
        new()
        {
            Id = Guid.Parse(PublicId),
            Number = ProgressUpdateId,
            Commitment = CommitmentCode,
            Party = PartyCode,
            AsOf = Stored.ParseDay(AsOf),
            Status = EnumCode.Parse<ReportedStatus>(Status),
            Percent = (int?)Percent,
            Health = EnumCode.ParseOrNull<Health>(Health),
            HealthReason = HealthReason,
            Narrative = Narrative,
            IsNilReturn = IsNilReturn == 1,
            Challenges = Challenges,
            NextStep = NextStep,
            Evidence = Stored.ParseList<Evidence>(Evidence),
            RecordedAt = Stored.ParseInstant(RecordedAt),
            RecordedBy = RecordedBy,
            IsOnBehalf = IsOnBehalf == 1,
            Review = EnumCode.Parse<ReviewState>(Review),
            ReturnReason = ReturnReason,
            VoidedAt = VoidedAt is { } at ? Stored.ParseInstant(at) : null,
            VoidedBy = VoidedBy,
            VoidReason = VoidReason,
        };

    /// <summary>What of it moves an assignment, where it is verified.</summary>
    public VerifiedUpdate ToVerified() =>
        new(
            Stored.ParseDay(AsOf),
            ProgressUpdateId,
            EnumCode.Parse<Status>(Status),
            (int?)Percent,
            EnumCode.ParseOrNull<Health>(Health),
            HealthReason
        );
}

/// <summary>A progress update that is to be recorded.</summary>
internal sealed record NewProgressUpdate
{
    public required string CommitmentCode { get; init; }
    public required string PartyCode { get; init; }
    public required DateOnly AsOf { get; init; }
    public required ReportedStatus Status { get; init; }
    public int? Percent { get; init; }
    public Health? Health { get; init; }
    public string? HealthReason { get; init; }
    public string? Narrative { get; init; }
    public bool IsNilReturn { get; init; }
    public string? Challenges { get; init; }
    public string? NextStep { get; init; }
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
    public required string RecordedBy { get; init; }
}

/// <summary>The verified progress updates of a party on a commitment: what its assignment adds up.</summary>
internal static class VerifiedUpdates
{
    private const string Sql = """
        select progress_update_id, as_of, status, percent, health, health_reason
        from progress_updates
        where commitment_code = @code and party_code = @party and review = 'verified'
        """;

    public static async Task<IReadOnlyList<VerifiedUpdate>> OfAsync(Session session, string code, string party)
    {
        var rows = await session.QueryAsync<ProgressUpdateRow>(Sql, new { code, party });
        return [.. rows.Select(row => row.ToVerified())];
    }
}

/// <summary>
/// The journal of what happens to a progress update while it does not count: never for the public. Its party is told, as long as the
/// commitment is one that the party can see.
/// </summary>
internal static class ReviewJournal
{
    public static async Task WriteAsync(WriteSession session, ProgressUpdateRow update, ChangeNote note)
    {
        var isSeen = await CommitmentReader.LoadAsync(session, update.CommitmentCode) is { Commitment.IsPublic: true };
        await Journal.WriteAsync(
            session,
            new JournalEntry(note, ResourceType.ProgressUpdate, update.PublicId, 1, Fields(update))
            {
                CommitmentCode = update.CommitmentCode,
                WasPublic = false,
                IsPublic = false,
                Party = isSeen ? update.PartyCode : null,
            }
        );
    }

    private static FieldChanges Fields(ProgressUpdateRow update) =>
        FieldChanges.Between(
            FieldChanges.Nothing,
            new Dictionary<string, JsonNode?> { ["party"] = update.PartyCode, ["review"] = update.Review }
        );
}
