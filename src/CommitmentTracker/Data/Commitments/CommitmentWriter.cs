namespace CommitmentTracker.Data.Commitments;

/// <summary>
/// The one way a commitment comes to be or changes: references checked, rows written, version moved, calendar and journal kept in step.
/// A use case only says what the commitment should become.
/// </summary>
internal static class CommitmentWriter
{
    public static async Task<Result<StoredCommitment>> CreateAsync(WriteSession session, Commitment commitment, ChangeNote note)
    {
        await HeldCommitments.LeaveAloneAsync(session, commitment.Code);
        if (await ReferenceCheck.MissingAsync(session, null, commitment) is { } refusal)
        {
            return refusal;
        }

        var stored = new StoredCommitment(0, commitment, 1, session.Now, session.Now);
        if (await session.FirstOrDefaultAsync<long?>(CommitmentTable.InsertSql, CommitmentRow.From(stored)) is not { } id)
        {
            return new Refusal(
                ErrorCode.CodeInUse,
                $"There is a commitment {commitment.Code} already. Choose another code, or change that one."
            );
        }

        await CommitmentParts.SaveAsync(session, null, commitment);
        await CalendarEntries.KeepAsync(session, null, commitment);
        await JournalAsync(session, null, stored, FieldChanges.Between(FieldChanges.Nothing, CommitmentFields.Of(commitment)), note);
        var created = stored with { Id = id };
        session.Known.KeepWritten(created);
        return created;
    }

    /// <summary>Loads, lets <paramref name="change"/> say what the commitment should become, and stores that. A change of nothing moves nothing.</summary>
    public static async Task<Result<StoredCommitment>> ChangeAsync(
        WriteSession session,
        string code,
        ExpectedVersion expected,
        ChangeNote note,
        Func<Commitment, Result<Commitment>> change
    )
    {
        if (await CommitmentReader.LoadAsync(session, code) is not { } before)
        {
            return Visibility.NotFound(code);
        }

        if (expected.RefusalAt(before.Version) is { } versionRefusal)
        {
            return versionRefusal;
        }

        return change(before.Commitment).Succeeded(out var after, out var refusal)
            ? await SaveAsync(session, before, after, note)
            : refusal;
    }

    public static async Task<Result<StoredCommitment>> SaveAsync(
        WriteSession session,
        StoredCommitment before,
        Commitment after,
        ChangeNote note
    )
    {
        var fields = CommitmentFields.Between(before.Commitment, after);
        if (fields.IsEmpty)
        {
            return before;
        }

        if (await ReferenceCheck.MissingAsync(session, before.Commitment, after) is { } refusal)
        {
            return refusal;
        }

        return await StoreAsync(session, before, after, fields, note);
    }

    /// <summary>Stores a change that a verified progress update brings. The version moves even where the update changes no figure.</summary>
    public static Task<StoredCommitment> TouchAsync(
        WriteSession session,
        StoredCommitment before,
        Commitment after,
        ChangeNote note,
        string update
    )
    {
        var fields = CommitmentFields.Between(before.Commitment, after);
        return StoreAsync(session, before, after, fields.With(CommitmentFields.ProgressUpdate, update), note);
    }

    private static async Task<StoredCommitment> StoreAsync(
        WriteSession session,
        StoredCommitment before,
        Commitment after,
        FieldChanges fields,
        ChangeNote note
    )
    {
        await HeldCommitments.LeaveAloneAsync(session, after.Code);
        var stored = before with { Commitment = after, Version = before.Version + 1, UpdatedAt = Later(before.UpdatedAt, session.Now) };
        var row = CommitmentRow.From(stored);
        await session.PutOneAsync(CommitmentTable.UpdateSql(CommitmentRow.From(before), row), row);
        await CommitmentParts.SaveAsync(session, before.Commitment, after);
        await CalendarEntries.KeepAsync(session, before.Commitment, after);
        await JournalAsync(session, before.Commitment, stored, fields, note);
        session.Known.KeepWritten(stored);
        return stored;
    }

    /// <summary>Never back, though the clock was put back: who pages by this instant would else miss a record that moved behind the page.</summary>
    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static Task JournalAsync(
        WriteSession session,
        Commitment? before,
        StoredCommitment stored,
        FieldChanges fields,
        ChangeNote note
    ) =>
        Journal.WriteAsync(
            session,
            new JournalEntry(
                note with
                {
                    Type = TypeOf(before, stored.Commitment, note.Type),
                },
                ResourceType.Commitment,
                stored.Commitment.Code,
                stored.Version,
                fields
            )
            {
                CommitmentCode = stored.Commitment.Code,
                WasPublic = before is { IsPublic: true },
                IsPublic = stored.Commitment.IsPublic,
            }
        );

    /// <summary>A change of who sees the record is told as such, whatever else it changes.</summary>
    private static ChangeType TypeOf(Commitment? before, Commitment after, ChangeType said) =>
        (before?.Publication, after.Publication) switch
        {
            (null, _) => said,
            (var was, var now) when was == now => said,
            (_, Publication.Published) => ChangeType.CommitmentPublished,
            (_, Publication.Archived) => ChangeType.CommitmentArchived,
            _ => ChangeType.CommitmentWithdrawn,
        };
}
