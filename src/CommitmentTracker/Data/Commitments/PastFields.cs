namespace CommitmentTracker.Data.Commitments;

/// <summary>
/// Reads out of the fields of a journal row what a timeline needs, and steps over the rest unread: the journal is read whole for the first
/// timeline. A test holds the names against <see cref="CommitmentFields"/>.
/// </summary>
internal static class PastFields
{
    private const string JournalSql = """
        select at, resource_type, resource_key, fields_after
        from changes
        where change_id > @after and change_id <= @upTo
        order by change_id
        """;

    private static readonly string Commitment = EnumCode.Of(ResourceType.Commitment);

    /// <summary>The changes of commitments after one row of the journal up to another, those that move what a timeline counts.</summary>
    public static async Task<IReadOnlyList<(DateTimeOffset At, string Code, PastChange Change)>> ReadAsync(
        Session session,
        long after,
        long upTo
    )
    {
        var changes = new List<(DateTimeOffset, string, PastChange)>();
        await foreach (var row in session.StreamAsync<Row>(JournalSql, new { after, upTo }))
        {
            if (row.ResourceType == Commitment && Read(row.FieldsAfter) is { CountsInTimelines: true } change)
            {
                changes.Add((Stored.ParseInstant(row.At), row.ResourceKey, change));
            }
        }

        return changes;
    }

    private static ReadOnlySpan<byte> AssignmentStart => "assignments/"u8;

    private static ReadOnlySpan<byte> RoleEnd => "/role"u8;

    public static PastChange Read(string fields)
    {
        var change = new PastChange();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(fields));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            change = With(change, ref reader);
        }

        return change;
    }

    private static PastChange With(PastChange change, ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.StartsWith(AssignmentStart))
        {
            return reader.ValueSpan.EndsWith(RoleEnd) ? WithAssignment(change, ref reader) : Skip(change, ref reader);
        }

        return reader switch
        {
            _ when reader.ValueTextEquals("kind") => change with { Kind = EnumCode.ParseOrNull<CommitmentKind>(Text(ref reader)) },
            _ when reader.ValueTextEquals("publication") => change with
            {
                Publication = EnumCode.ParseOrNull<Publication>(Text(ref reader)),
            },
            _ when reader.ValueTextEquals("status") => change with { Status = EnumCode.ParseOrNull<Status>(Text(ref reader)) },
            _ when reader.ValueTextEquals("instrument") => change with { Instrument = Text(ref reader) },
            _ when reader.ValueTextEquals("theme") => change with { Theme = Text(ref reader) },
            _ when reader.ValueTextEquals("alsoUnder") => change with { AlsoUnder = Texts(ref reader) },
            _ => Skip(change, ref reader),
        };
    }

    /// <summary>An assignment has a role for as long as it is there.</summary>
    private static PastChange WithAssignment(PastChange change, ref Utf8JsonReader reader)
    {
        var party = Encoding.UTF8.GetString(reader.ValueSpan[AssignmentStart.Length..^RoleEnd.Length]);
        return Text(ref reader) is null
            ? change with
            {
                Released = [.. change.Released, party],
            }
            : change with
            {
                Assigned = [.. change.Assigned, party],
            };
    }

    private static PastChange Skip(PastChange change, ref Utf8JsonReader reader)
    {
        reader.Skip();
        return change;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    /// <summary>None where the field was emptied.</summary>
    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        reader.Read();
        while (reader.TokenType != JsonTokenType.Null && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(reader.GetString()!);
        }

        return texts;
    }

    private sealed record Row
    {
        public string At { get; init; } = "";
        public string ResourceType { get; init; } = "";
        public string ResourceKey { get; init; } = "";
        public string FieldsAfter { get; init; } = "";
    }
}
