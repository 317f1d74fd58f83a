using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.ProgressUpdates;

/// <summary>Records progress updates, and lets a verified one move its assignment.</summary>
internal static class ProgressUpdateWriter
{
    private const string InsertSql = $"""
        insert into progress_updates (public_id, commitment_code, party_code, as_of, status, percent, health, health_reason, narrative,
            is_nil_return, challenges, next_step, evidence, recorded_at, recorded_by, is_on_behalf, review, reviewed_at, reviewed_by)
        values (@PublicId, @CommitmentCode, @PartyCode, @AsOf, @Status, @Percent, @Health, @HealthReason, @Narrative,
            @IsNilReturn, @Challenges, @NextStep, @Evidence, @RecordedAt, @RecordedBy, @IsOnBehalf, @Review, @ReviewedAt, @ReviewedBy)
        returning {ProgressUpdateRow.Columns}
        """;

    /// <summary>What the secretariat enters on a party's behalf: verified at once.</summary>
    public static async Task<Result<ProgressUpdateRow>> RecordVerifiedAsync(WriteSession session, NewProgressUpdate update)
    {
        var assigned = await AssignedAsync(session, update.CommitmentCode, update.PartyCode);
        if (!assigned.Succeeded(out var before, out var refusal))
        {
            return refusal;
        }

        var recorded = await InsertAsync(session, update, isOnBehalf: true, ReviewState.Verified);
        await MoveAssignmentAsync(session, before, recorded, new ChangeNote(update.RecordedBy, ChangeType.ProgressUpdateVerified));
        return recorded;
    }

    /// <summary>Adds up the party's verified updates anew; the version moves even where the outcome stays the same.</summary>
    private static async Task MoveAssignmentAsync(WriteSession session, StoredCommitment before, ProgressUpdateRow update, ChangeNote note)
    {
        var report = Report.From(await VerifiedUpdates.OfAsync(session, update.CommitmentCode, update.PartyCode));
        var assignments = before.Commitment.Assignments;
        var moved = assignments[update.PartyCode] with { Report = report };
        var after = before.Commitment with { Assignments = assignments.SetItem(update.PartyCode, moved) };
        await CommitmentWriter.TouchAsync(session, before, after, note, update.PublicId);
    }

    private static async Task<Result<StoredCommitment>> AssignedAsync(Session session, string code, string party)
    {
        var visible = await Visibility.LoadVisibleAsync(session, code, includesUnpublished: true);
        if (!visible.Succeeded(out var stored, out var refusal))
        {
            return refusal;
        }

        return stored.Commitment.Assignments.ContainsKey(party)
            ? stored
            : new Refusal(
                ErrorCode.NoAssignment,
                $"Commitment {stored.Commitment.Code} is not assigned to the party that the report names."
            )
            {
                Errors = new Dictionary<string, string[]> { ["party"] = ["has no assignment on this commitment"] },
            };
    }

    private static Task<ProgressUpdateRow> InsertAsync(
        WriteSession session,
        NewProgressUpdate update,
        bool isOnBehalf,
        ReviewState review
    ) =>
        session.SingleAsync<ProgressUpdateRow>(
            InsertSql,
            new ProgressUpdateRow
            {
                PublicId = Guid.CreateVersion7(session.Now).ToString(),
                CommitmentCode = update.CommitmentCode,
                PartyCode = update.PartyCode,
                AsOf = Stored.Day(update.AsOf),
                Status = EnumCode.Of(update.Status),
                Percent = update.Percent,
                Health = EnumCode.Of(update.Health),
                HealthReason = update.HealthReason,
                Narrative = update.Narrative,
                IsNilReturn = update.IsNilReturn ? 1 : 0,
                Challenges = update.Challenges,
                NextStep = update.NextStep,
                Evidence = Stored.List(update.Evidence),
                RecordedAt = Stored.Instant(session.Now),
                RecordedBy = update.RecordedBy,
                IsOnBehalf = isOnBehalf ? 1 : 0,
                Review = EnumCode.Of(review),
                ReviewedAt = review == ReviewState.Submitted ? null : Stored.Instant(session.Now),
                ReviewedBy = review == ReviewState.Submitted ? null : update.RecordedBy,
            }
        );
}
