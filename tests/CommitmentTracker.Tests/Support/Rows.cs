using System.Reflection;

namespace CommitmentTracker.Tests.Support;

/// <summary>Rows as they stand in the tables, for tests that look past the program: a usual one of each, and what shall differ.</summary>
internal static class Rows
{
    private static readonly Dictionary<string, string> Numbers = new(StringComparer.Ordinal)
    {
        ["changes"] = "change_id",
        ["commitments"] = "commitment_id",
        ["progress_updates"] = "progress_update_id",
    };

    private static readonly Dictionary<string, object> Usual = new(StringComparer.Ordinal)
    {
        ["instruments"] = new
        {
            instrument_code = "ANOTHER-INSTRUMENT",
            title = "Another instrument",
            kind = "plan",
            nature = "not_stated",
            version = 1,
            created_at = "2026-01-01T00:00:00.000Z",
            updated_at = "2026-01-01T00:00:00.000Z",
        },
        ["bodies"] = new
        {
            party_code = Some.MemberState,
            basis = "stated",
            version = 1,
            created_at = "2026-01-01T00:00:00.000Z",
            updated_at = "2026-01-01T00:00:00.000Z",
        },
        ["themes"] = new { theme_code = "another_theme", name = "Another theme" },
        ["parties"] = new
        {
            party_code = "WG-ANOTHER",
            party_kind = "body",
            name = "Another body",
        },
        ["commitments"] = new
        {
            code = "AB-2",
            title = "Title",
            kind = "commitment",
            scope = "regional",
            instrument_code = Some.Instrument,
            theme_code = Some.Theme,
            publication = "published",
            due_on = "2030-12-31",
            due_precision = "year",
            deadline_basis = "inherited",
            status = "in_progress",
            version = 1,
            created_at = "2026-01-01T00:00:00.000Z",
            updated_at = "2026-01-01T00:00:00.000Z",
        },
        ["assignments"] = new
        {
            commitment_code = Some.Code,
            party_code = Some.MemberState,
            role = "lead",
            basis = "stated",
            status = "in_progress",
            reported_on = "2026-03-01",
        },
        ["milestones"] = new
        {
            commitment_code = Some.Code,
            number = 1,
            title = "Title",
            due_on = "2027-06-30",
            due_precision = "quarter",
        },
        ["progress_updates"] = new
        {
            public_id = new string('0', 36),
            commitment_code = Some.Code,
            party_code = Some.MemberState,
            as_of = "2026-03-01",
            status = "in_progress",
            health = "at_risk",
            health_reason = "A reason",
            is_nil_return = 1,
            recorded_at = "2026-03-02T00:00:00.000Z",
            recorded_by = "someone",
            is_on_behalf = 0,
            review = "returned",
            reviewed_at = "2026-03-03T00:00:00.000Z",
            return_reason = "A reason",
        },
        ["api_keys"] = new
        {
            api_key_id = "00000000-0000-7000-8000-000000000001",
            name = "someone",
            role = "reader",
            key_hash = new string('0', 64),
            created_at = "2026-01-01T00:00:00.000Z",
        },
        ["calendar_entries"] = new
        {
            commitment_code = Some.Code,
            milestone_number = 0,
            title = "Title",
            due_on = "2030-12-31",
            due_precision = "year",
            sequence = 0,
            is_cancelled = 0,
            parties = Some.MemberState,
            instruments = Some.Instrument,
            theme_code = Some.Theme,
            status = "in_progress",
            deadline_basis = "stated",
            changed_at = "2026-01-01T00:00:00.000Z",
        },
        ["calendar_feeds"] = new
        {
            feed_id = "00000000-0000-7000-8000-000000000002",
            name = "someone",
            party_code = Some.MemberState,
            token_hash = new string('0', 64),
            created_at = "2026-01-01T00:00:00.000Z",
        },
        ["rounds"] = new
        {
            round_code = "ROUND-1",
            name = "A round",
            period_from = "2026-01-01",
            period_to = "2026-12-31",
            closes_on = "2027-01-31",
            version = 1,
            created_at = "2026-01-01T00:00:00.000Z",
            updated_at = "2026-01-01T00:00:00.000Z",
        },
        ["changes"] = new
        {
            at = "2026-01-01T00:00:00.000Z",
            actor = "someone",
            type = "deadline_changed",
            resource_type = "commitment",
            resource_key = Some.Code,
            version = 1,
            was_public = 0,
            is_public = 0,
            fields_before = "{}",
            fields_after = "{}",
        },
    };

    /// <summary>The table's usual row, with the members of <paramref name="differing"/> in place of its own.</summary>
    public static Dictionary<string, object?> Of(string table, object? differing = null)
    {
        var row = Columns(Usual[table]);
        foreach (var (column, value) in Columns(differing ?? new { }))
        {
            row[column] = value;
        }

        return row;
    }

    /// <summary>With the next number, where the rows of the table have one of the program's and this one has not.</summary>
    public static string InsertSql(string table, Dictionary<string, object?> row)
    {
        var (columns, values) = (string.Join(", ", row.Keys), string.Join(", ", row.Keys.Select(column => "@" + column)));
        return Numbers.TryGetValue(table, out var number) && !row.ContainsKey(number)
            ? $"insert into {table} ({number}, {columns}) values ((select coalesce(max({number}), 0) + 1 from {table}), {values})"
            : $"insert into {table} ({columns}) values ({values})";
    }

    private static Dictionary<string, object?> Columns(object row) =>
        row.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(property => property.Name, property => property.GetValue(row), StringComparer.Ordinal);
}
