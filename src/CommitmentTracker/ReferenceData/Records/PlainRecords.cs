using System.Text.Json.Nodes;
using CommitmentTracker.Database;
using CommitmentTracker.Domain.Vocabulary;
using Dapper;

namespace CommitmentTracker.ReferenceData.Records;

/// <summary>Records that only the files bring: one row of text each. Every write has its row in the journal.</summary>
internal sealed record PlainRecords<T>(ResourceType Type, ChangeType Created) : IReferenceRecords<T>
    where T : ReferenceRow
{
    public required string FindSql { get; init; }
    public required string InsertSql { get; init; }
    public required string UpdateSql { get; init; }
    public IReadOnlyList<string[]> Together { get; init; } = [];

    public SortedDictionary<string, JsonNode?> FieldsOf(T record) => Stored.FieldsOf(record);

    public async Task<PresentRecord?> FindAsync(Session session, string code) =>
        await session.FirstOrDefaultAsync<T>(FindSql, new { code }) is { } row
            ? new PresentRecord(FieldsOf(row), row.Version, false)
            : null;

    public async Task CreateAsync(WriteSession session, string code, T record)
    {
        await session.ExecuteAsync(InsertSql, Values(session, code, record));
        await JournalAsync(session, code, 1, Created, FieldChanges.Between(FieldChanges.Nothing, FieldsOf(record)));
    }

    public async Task ChangeAsync(WriteSession session, string code, PresentRecord present, SortedDictionary<string, JsonNode?> changes)
    {
        var after = FieldMerge.With(present.Fields, changes);
        await session.ExecuteAsync(UpdateSql, Values(session, code, Stored.Value<T>(Stored.Node(after)!)));
        var fields = FieldChanges.Between(present.Fields, after);
        await JournalAsync(session, code, present.Version + 1, ChangeType.ReferenceDataLoaded, fields);
    }

    private Task JournalAsync(WriteSession session, string code, long version, ChangeType type, FieldChanges fields) =>
        Journal.WriteAsync(
            session,
            new JournalEntry(new ChangeNote(ReferenceDataLoader.Actor, type), Type, code, version, fields)
            {
                WasPublic = true,
                IsPublic = true,
            }
        );

    private static DynamicParameters Values(WriteSession session, string code, T record)
    {
        var values = new DynamicParameters(record);
        values.Add("Code", code);
        values.Add("Now", Stored.Instant(session.Now));
        return values;
    }
}
