namespace CommitmentTracker.Data;

/// <summary>
/// Writes the journal: one row a change, in the change's own transaction. Writers take turns, so that a number is given once, none is left out,
/// and they become visible in their order.
/// </summary>
internal static class Journal
{
    private const string InsertSql = """
        insert into changes (change_id, public_seq, at, actor, type, resource_type, resource_key, commitment_code, version, was_public, is_public, reason,
            fields_before, fields_after, party_code, party_seq)
        values ((select coalesce(max(change_id), 0) + 1 from changes), case when @WasPublic = 1 or @IsPublic = 1 then (select coalesce(max(public_seq), 0) + 1 from changes) end, @At, @Actor, @Type, @ResourceType, @ResourceKey, @CommitmentCode, @Version, @WasPublic, @IsPublic, @Reason,
            @FieldsBefore, @FieldsAfter, @Party, case when @Party is not null then (select coalesce(max(public_seq), 0) from changes) + (select count(*) from changes where party_code = @Party) + 1 end)
        """;

    public static Task WriteAsync(WriteSession session, JournalEntry entry) =>
        session.PutAsync(
            InsertSql,
            new
            {
                At = Stored.Instant(session.Now),
                Actor = entry.Note.Actor,
                Type = EnumCode.Of(entry.Note.Type),
                ResourceType = EnumCode.Of(entry.Resource),
                entry.ResourceKey,
                entry.CommitmentCode,
                entry.Version,
                WasPublic = entry.WasPublic ? 1 : 0,
                IsPublic = entry.IsPublic ? 1 : 0,
                entry.Note.Reason,
                FieldsBefore = Stored.Fields(entry.Fields.Before),
                FieldsAfter = Stored.Fields(entry.Fields.After),
                entry.Party,
            }
        );
}

/// <summary>Who changes what, and why where a reason is due.</summary>
internal sealed record ChangeNote(string Actor, ChangeType Type, string? Reason = null);

internal sealed record JournalEntry(ChangeNote Note, ResourceType Resource, string ResourceKey, long Version, FieldChanges Fields)
{
    public string? CommitmentCode { get; init; }
    public required bool WasPublic { get; init; }
    public required bool IsPublic { get; init; }

    /// <summary>The party that is told of it though it is not public.</summary>
    public string? Party { get; init; }
}

/// <summary>The fields in which two states of a record differ. A field that one state lacks is null there.</summary>
internal sealed record FieldChanges(IReadOnlyDictionary<string, JsonNode?> Before, IReadOnlyDictionary<string, JsonNode?> After)
{
    public static readonly IReadOnlyDictionary<string, JsonNode?> Nothing = new Dictionary<string, JsonNode?>();

    public static readonly FieldChanges None = new(Nothing, Nothing);

    public bool IsEmpty => After.Count == 0;

    public static FieldChanges Between(IReadOnlyDictionary<string, JsonNode?> before, IReadOnlyDictionary<string, JsonNode?> after)
    {
        var changed = before
            .Keys.Union(after.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Where(field => !JsonNode.DeepEquals(before.GetValueOrDefault(field), after.GetValueOrDefault(field)))
            .ToList();
        return new FieldChanges(Only(before, changed), Only(after, changed));
    }

    /// <summary>The same with a field that is only told, not part of either state.</summary>
    public FieldChanges With(string field, string value) =>
        this with
        {
            After = new SortedDictionary<string, JsonNode?>(After.ToDictionary(), StringComparer.Ordinal) { [field] = value },
        };

    private static SortedDictionary<string, JsonNode?> Only(IReadOnlyDictionary<string, JsonNode?> fields, List<string> changed) =>
        new(changed.ToDictionary(field => field, fields.GetValueOrDefault), StringComparer.Ordinal);
}
