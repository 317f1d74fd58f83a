namespace CommitmentTracker.Data.ProgressUpdates;

/// <summary>Records progress updates, and lets a verified one move its assignment.</summary>
internal static class ProgressUpdateWriter
{
    private const string InsertSql = $"""
        insert into progress_updates (progress_update_id, public_id, commitment_code, party_code, as_of, status, percent, health, health_reason, narrative,
            is_nil_return, challenges, next_step, evidence, recorded_at, recorded_by, is_on_behalf, review, reviewed_at, reviewed_by)
        values (@ProgressUpdateId, @PublicId, @CommitmentCode, @PartyCode, @AsOf, @Status, @Percent, @Health, @HealthReason, @Narrative,
            @IsNilReturn, @Challenges, @NextStep, @Evidence, @RecordedAt, @RecordedBy, @IsOnBehalf, @Review, @ReviewedAt, @ReviewedBy)
        """;

    private const string LastNumberSql = "select coalesce(max(progress_update_id), 0) from progress_updates";

    private const string ReviewSql = $"""
        update progress_updates
        set review = @review, reviewed_at = @reviewedAt, reviewed_by = @reviewer, return_reason = @reason
        where public_id = @id and review = 'submitted'
        returning {ProgressUpdateRow.Columns}
        """;

    private const string VoidSql = $"""
        update progress_updates
        set review = 'voided', voided_at = @voidedAt, voided_by = @actor, void_reason = @reason
        where public_id = @id and review = 'verified'
        returning {ProgressUpdateRow.Columns}
        """;

    private const string ReviewStateSql = "select review from progress_updates where public_id = @id";

    /// <summary>What the secretariat enters on a party's behalf: verified at once.</summary>
    public static async Task<Result<ProgressUpdate>> RecordVerifiedAsync(WriteSession session, NewProgressUpdate update)
    {
        var assigned = await AssignedAsync(session, update.CommitmentCode, update.PartyCode, includesUnpublished: true);
        if (!assigned.Succeeded(out var before, out var refusal))
        {
            return refusal;
        }

        var recorded = await InsertAsync(session, update, isOnBehalf: true, ReviewState.Verified);
        await MoveAssignmentAsync(
            session,
            before,
            recorded,
            isRecordedNow: true,
            new ChangeNote(update.RecordedBy, ChangeType.ProgressUpdateVerified)
        );
        return recorded.ToUpdate();
    }

    /// <summary>What a party's focal point reports: it waits for the secretariat, and moves nothing.</summary>
    public static async Task<Result<ProgressUpdate>> SubmitAsync(WriteSession session, NewProgressUpdate update)
    {
        // What the focal point may not see it cannot report on either.
        var assigned = await AssignedAsync(session, update.CommitmentCode, update.PartyCode, includesUnpublished: false);
        if (!assigned.Succeeded(out _, out var refusal))
        {
            return refusal;
        }

        var submitted = await InsertAsync(session, update, isOnBehalf: false, ReviewState.Submitted);
        await ReviewJournal.WriteAsync(session, submitted, new ChangeNote(update.RecordedBy, ChangeType.ProgressUpdateSubmitted));
        return submitted.ToUpdate();
    }

    /// <summary>Verifies what was submitted, so that it counts.</summary>
    public static async Task<Result<ProgressUpdate>> VerifyAsync(WriteSession session, Guid id, string reviewer)
    {
        var reviewed = await ReviewAsync(session, id, ReviewState.Verified, reviewer, reason: null);
        if (!reviewed.Succeeded(out var update, out var refusal))
        {
            return refusal;
        }

        var assigned = await AssignedAsync(session, update.CommitmentCode, update.PartyCode, includesUnpublished: true);
        if (!assigned.Succeeded(out var before, out refusal))
        {
            return refusal;
        }

        await MoveAssignmentAsync(
            session,
            before,
            update,
            isRecordedNow: false,
            new ChangeNote(reviewer, ChangeType.ProgressUpdateVerified)
        );
        return update.ToUpdate();
    }

    /// <summary>Returns what was submitted to the party, with the reason.</summary>
    public static async Task<Result<ProgressUpdate>> ReturnAsync(WriteSession session, Guid id, string reviewer, string reason)
    {
        var reviewed = await ReviewAsync(session, id, ReviewState.Returned, reviewer, reason);
        if (!reviewed.Succeeded(out var update, out var refusal))
        {
            return refusal;
        }

        await ReviewJournal.WriteAsync(session, update, new ChangeNote(reviewer, ChangeType.ProgressUpdateReturned, reason));
        return update.ToUpdate();
    }

    /// <summary>Takes a verified one out of all that it counted in, with the reason: what the others come to counts again.</summary>
    public static async Task<Result<ProgressUpdate>> VoidAsync(WriteSession session, Guid id, string actor, string reason)
    {
        var voidedAt = Stored.Instant(session.Now);
        var values = new
        {
            id = id.ToString(),
            voidedAt,
            actor,
            reason,
        };
        if (await session.FirstOrDefaultAsync<ProgressUpdateRow>(VoidSql, values) is not { } update)
        {
            return await session.FirstOrDefaultAsync<string>(ReviewStateSql, new { id = id.ToString() }) is { } state
                ? new Refusal(
                    ErrorCode.NotVerified,
                    $"Progress update {id} is {state}. Only a verified one can be voided, once; what is submitted is returned instead."
                )
                : NotFound(id);
        }

        var visible = await Visibility.LoadVisibleAsync(session, update.CommitmentCode, includesUnpublished: true);
        if (!visible.Succeeded(out var before, out var refusal))
        {
            return refusal;
        }

        var note = new ChangeNote(actor, ChangeType.ProgressUpdateVoided, reason);
        var remaining = await VerifiedUpdates.OfAsync(session, update.CommitmentCode, update.PartyCode);
        await CommitmentWriter.TouchAsync(
            session,
            before,
            Reported(before, update.PartyCode, Report.From(remaining)),
            note,
            update.PublicId
        );
        await ReviewJournal.WriteAsync(session, update, note);
        return update.ToUpdate();
    }

    /// <summary>With the party's report as it is now; a party whose assignment was removed since has none.</summary>
    private static Commitment Reported(StoredCommitment before, string party, Report? report) =>
        before.Commitment.Assignments.TryGetValue(party, out var owned)
            ? before.Commitment with
            {
                Assignments = before.Commitment.Assignments.SetItem(party, owned with { Report = report }),
            }
            : before.Commitment;

    private static Refusal NotFound(Guid id) => new(ErrorCode.NotFound, $"There is no progress update {id}.");

    private static async Task<Result<ProgressUpdateRow>> ReviewAsync(
        WriteSession session,
        Guid id,
        ReviewState review,
        string reviewer,
        string? reason
    )
    {
        var values = new
        {
            id = id.ToString(),
            review = EnumCode.Of(review),
            reviewedAt = Stored.Instant(session.Now),
            reviewer,
            reason,
        };
        if (await session.FirstOrDefaultAsync<ProgressUpdateRow>(ReviewSql, values) is { } reviewed)
        {
            return reviewed;
        }

        return await session.FirstOrDefaultAsync<string>(ReviewStateSql, values) is { } already
            ? new Refusal(ErrorCode.AlreadyReviewed, $"Progress update {id} is {already} already. A progress update is reviewed once.")
            : NotFound(id);
    }

    /// <summary>The commitment before and after the update, were it recorded as verified now; or why it could not be.</summary>
    public static async Task<Result<(StoredCommitment Before, Commitment After)>> ForeseeAsync(Session session, NewProgressUpdate update)
    {
        var assigned = await AssignedAsync(session, update.CommitmentCode, update.PartyCode, includesUnpublished: true);
        if (!assigned.Succeeded(out var before, out var refusal))
        {
            return refusal;
        }

        var foreseen = new VerifiedUpdate(
            update.AsOf,
            long.MaxValue,
            EnumCode.Parse<Status>(EnumCode.Of(update.Status)),
            update.Percent,
            update.Health,
            update.HealthReason
        );
        var report = await ReportWithAsync(session, before.Commitment, update.PartyCode, foreseen, isRecordedNow: true, [foreseen]);
        return (before, Moved(before.Commitment, update.PartyCode, report));
    }

    /// <summary>Adds up the party's verified updates; the version moves even where the outcome stays the same.</summary>
    private static async Task MoveAssignmentAsync(
        WriteSession session,
        StoredCommitment before,
        ProgressUpdateRow update,
        bool isRecordedNow,
        ChangeNote note
    )
    {
        var report = await ReportWithAsync(session, before.Commitment, update.PartyCode, update.ToVerified(), isRecordedNow, []);
        await CommitmentWriter.TouchAsync(session, before, Moved(before.Commitment, update.PartyCode, report), note, update.PublicId);
    }

    /// <param name="session">What sees the updates that are recorded.</param>
    /// <param name="before">The commitment before the update.</param>
    /// <param name="party">The party that the update is of.</param>
    /// <param name="update">The update that counts now.</param>
    /// <param name="isRecordedNow">Whether of the same day it is the last.</param>
    /// <param name="unseen">What the session does not see yet.</param>
    private static async Task<Report?> ReportWithAsync(
        Session session,
        Commitment before,
        string party,
        VerifiedUpdate update,
        bool isRecordedNow,
        IReadOnlyList<VerifiedUpdate> unseen
    )
    {
        // One of a later day than all others is the last of them, and of the same day the one that is recorded just now; else all are read.
        var known = before.Assignments[party].Report;
        return known is not null && (update.AsOf > known.AsOf || (update.AsOf == known.AsOf && isRecordedNow))
            ? Report.After(known, update)
            : Report.From([.. await VerifiedUpdates.OfAsync(session, before.Code, party), .. unseen]);
    }

    private static Commitment Moved(Commitment before, string party, Report? report) =>
        before with
        {
            Assignments = before.Assignments.SetItem(party, before.Assignments[party] with { Report = report }),
        };

    private static async Task<Result<StoredCommitment>> AssignedAsync(Session session, string code, string party, bool includesUnpublished)
    {
        var visible = await Visibility.LoadVisibleAsync(session, code, includesUnpublished);
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
                Errors = new Dictionary<string, string[]> { ["party"] = [$"{party} has no assignment on this commitment"] },
            };
    }

    private static async Task<ProgressUpdateRow> InsertAsync(
        WriteSession session,
        NewProgressUpdate update,
        bool isOnBehalf,
        ReviewState review
    )
    {
        var last = session.Known.LastUpdate ?? await session.SingleAsync<long>(LastNumberSql);
        session.Known.LastUpdate = last + 1;
        var row = new ProgressUpdateRow
        {
            ProgressUpdateId = last + 1,
            PublicId = session.NewId().ToString(),
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
        };
        await session.PutAsync(InsertSql, row);
        return row;
    }
}
