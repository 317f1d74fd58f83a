namespace CommitmentTracker.Data.Reference;

/// <summary>
/// The one way a record of reference data is found, comes to be or changes: row written, version moved, journal kept in step. A table
/// adds its own columns and SQL.
/// </summary>
internal abstract class ReferenceTable<TTable, T>
    where TTable : IReferenceTable<T>
{
    private static readonly string Noun = EnumCode.Of(TTable.Resource);

    public static async Task<Result<StoredRecord<T>>> FindAsync(Session session, string code) =>
        await TTable.LoadAsync(session, code) is { } stored ? stored : Refusal.NotFound(Noun, code);

    public static async Task<Result<StoredRecord<T>>> CreateAsync(WriteSession session, T record, string actor)
    {
        var stored = new StoredRecord<T>(record, 1, session.Now, session.Now);
        if (!await TTable.InsertAsync(session, stored))
        {
            return new Refusal(
                ErrorCode.CodeInUse,
                $"The code {TTable.CodeOf(record)} is in use. Choose another, or change the {Noun} that has it."
            );
        }

        var fields = FieldChanges.Between(FieldChanges.Nothing, TTable.FieldsOf(record));
        await JournalAsync(session, stored, fields, new ChangeNote(actor, TTable.Created), wasPublic: false);
        return stored;
    }

    /// <summary>Loads, lets <paramref name="change"/> say what the record should become, and stores that. A change of nothing moves nothing.</summary>
    public static async Task<Result<StoredRecord<T>>> ChangeAsync(
        WriteSession session,
        string code,
        ExpectedVersion expected,
        string actor,
        Func<T, Result<T>> change,
        ChangeType? toldAs = null
    )
    {
        if (!(await FindAsync(session, code)).Succeeded(out var before, out var missing))
        {
            return missing;
        }

        if (expected.RefusalAt(before.Version) is { } stale)
        {
            return stale;
        }

        return change(before.Record).Succeeded(out var after, out var refusal)
            ? await SaveAsync(session, before, after, new ChangeNote(actor, toldAs ?? TTable.Changed))
            : refusal;
    }

    private static async Task<StoredRecord<T>> SaveAsync(WriteSession session, StoredRecord<T> before, T after, ChangeNote note)
    {
        var fields = FieldChanges.Between(TTable.FieldsOf(before.Record), TTable.FieldsOf(after));
        if (fields.IsEmpty)
        {
            return before;
        }

        var stored = before with { Record = after, Version = before.Version + 1, UpdatedAt = session.Now };
        if (!await TTable.UpdateAsync(session, stored))
        {
            throw new StoreException(StoreFault.Conflict);
        }

        await JournalAsync(session, stored, fields, note, wasPublic: true);
        return stored;
    }

    /// <summary>Reference data is public from its first moment.</summary>
    private static Task JournalAsync(WriteSession session, StoredRecord<T> stored, FieldChanges fields, ChangeNote note, bool wasPublic) =>
        Journal.WriteAsync(
            session,
            new JournalEntry(note, TTable.Resource, TTable.CodeOf(stored.Record), stored.Version, fields)
            {
                WasPublic = wasPublic,
                IsPublic = true,
            }
        );
}

/// <summary>Where one kind of reference data that people may amend is kept.</summary>
internal interface IReferenceTable<T>
{
    static abstract ResourceType Resource { get; }

    static abstract ChangeType Created { get; }

    static abstract ChangeType Changed { get; }

    static abstract string CodeOf(T record);

    /// <summary>The record laid flat, field by field: what the journal compares.</summary>
    static abstract SortedDictionary<string, JsonNode?> FieldsOf(T record);

    static abstract Task<StoredRecord<T>?> LoadAsync(Session session, string code);

    /// <summary>False when the code is in use.</summary>
    static abstract Task<bool> InsertAsync(WriteSession session, StoredRecord<T> stored);

    /// <summary>False when the record is not at the version before this one.</summary>
    static abstract Task<bool> UpdateAsync(WriteSession session, StoredRecord<T> stored);
}

/// <summary>A record of reference data as it stands in the database.</summary>
internal sealed record StoredRecord<T>(T Record, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
