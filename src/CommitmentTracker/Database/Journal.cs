using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database;

/// <summary>Writes the journal: one row a change, in the change's own transaction.</summary>
internal static class Journal
{
    private const string InsertSql = """
        insert into changes (public_seq, at, actor, type, resource_type, resource_key, commitment_code, version, was_public, is_public, reason,
            fields_before, fields_after, party_code, party_seq)
        values (case when @WasPublic = 1 or @IsPublic = 1 then (select coalesce(max(public_seq), 0) + 1 from changes) end, @At, @Actor, @Type, @ResourceType, @ResourceKey, @CommitmentCode, @Version, @WasPublic, @IsPublic, @Reason,
            @FieldsBefore, @FieldsAfter, @Party, case when @Party is not null then (select coalesce(max(public_seq), 0) from changes) + (select count(*) from changes where party_code = @Party) + 1 end)
        """;

    public static Task WriteAsync(WriteSession session, JournalEntry entry) =>
        session.ExecuteAsync(
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
