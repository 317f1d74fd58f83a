using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http.Queries;
using Dapper;

namespace CommitmentTracker.Features.Commitments;

/// <summary>One page of a selection of commitments, in an order, with the exact total.</summary>
internal sealed class CommitmentList
{
    private const string RowSql = """
        select c.code, c.title, c.kind, c.verb, c.scope, c.instrument_code, i.title as instrument_title, c.theme_code,
            c.publication, c.superseded_by, c.due_on, c.due_order, c.due_precision, c.deadline_basis, c.deadline_source,
            c.status, c.health, c.completed_on, c.last_reported_on, c.version, c.created_at, c.updated_at,
            (select string_agg(u.instrument_code, ' ') from also_under u where u.commitment_code = c.code) as also_under,
            (select string_agg(a.party_code, ' ') from assignments a where a.commitment_code = c.code and a.role = 'lead') as leads,
            (select string_agg(a.party_code, ' ') from assignments a where a.commitment_code = c.code and a.role = 'support') as supports
        """;

    /// <summary>Long texts that only some lists show.</summary>
    private const string TextsSql = "    , c.description, c.sources";

    private const string FromPageSql = """
        from page
        join commitments c on c.commitment_id = page.commitment_id
        join instruments i on i.instrument_code = c.instrument_code
        """;

    private const string AssignmentsSql = """
        select commitment_code, party_code, role, basis, status, percent, health, health_reason, reported_on, completed_on
        from assignments
        where commitment_code in @codes
        """;

    private readonly ReportingDay day;
    private readonly Conditions selected;
    private readonly Keyset<CommitmentItemRow> keyset;
    private readonly string query;

    /// <summary>What is selected, and comes after the cursor where there is one.</summary>
    private Conditions remaining;

    public CommitmentList(CommitmentSelection selection, IReadOnlyList<SortKey<CommitmentSort>> sort, ReportingDay day, string query)
    {
        this.day = day;
        remaining = selected = SelectionSql.For(selection, day);
        keyset = CommitmentOrder.By(sort);
        this.query = query;
    }

    public bool TryStartAfter(string? cursor)
    {
        if (cursor is null)
        {
            return true;
        }

        if (Cursor.Decode(cursor, query, keyset.Count) is not { } after)
        {
            return false;
        }

        remaining = selected.Copy();
        keyset.StartAfter(remaining, after.After);
        return true;
    }

    public async Task<(IReadOnlyList<CommitmentItem> Items, long Total, string? Next)> PageAsync(
        Session session,
        int limit,
        IReadOnlyList<string> fields
    )
    {
        var total = await session.SingleAsync<long>(CountSql, selected.Values);
        var withTexts = fields.Contains("sources") || fields.Contains("description");
        var rows = await session.QueryAsync<CommitmentItemRow>(PageSql(withTexts), Values(limit));
        var page = rows.Take(limit).ToList();
        var next = rows.Count > limit ? new Cursor(query, keyset.ValuesOf(page[^1])).Encode() : null;
        var assignments = fields.Contains("assignments") ? await AssignmentsAsync(session, page) : null;
        return ([.. page.Select(row => row.ToItem(day, withTexts, assignments?[row.Code].ToList()))], total, next);
    }

    /// <summary>Counts the whole selection, whatever page is asked for. The query plan test reads the statements too.</summary>
    public string CountSql => $"select count(*)\nfrom commitments c\n{selected.Where}";

    /// <summary>Finds and orders the page's commitments by themselves, so that no other's row is read whole.</summary>
    public string KeysSql => $"select c.commitment_id\nfrom commitments c\n{remaining.Where}\norder by {keyset.OrderBy}\nlimit @limit";

    public string PageSql(bool withTexts) =>
        $"with page as (\n{KeysSql}\n)\n{RowSql}\n{(withTexts ? TextsSql : "")}\n{FromPageSql}\norder by {keyset.OrderBy}";

    /// <summary>The values of all three statements. One record more than the page holds is asked for: it tells whether there is a next one.</summary>
    public DynamicParameters Values(int limit)
    {
        var values = new DynamicParameters(remaining.Values);
        values.Add("limit", limit + 1);
        return values;
    }

    private async Task<ILookup<string, AssignmentResource>> AssignmentsAsync(Session session, List<CommitmentItemRow> page)
    {
        var parties = await Parties.LoadAsync(session);
        var owned = page.ToDictionary(row => row.Code);
        var rows = await session.QueryAsync<AssignmentRow>(AssignmentsSql, new { codes = owned.Keys });
        return rows.OrderBy(row => row.PartyCode, StringComparer.Ordinal)
            .ToLookup(
                row => row.CommitmentCode,
                row => owned[row.CommitmentCode].ToResource(row.ToAssignment(), parties[row.PartyCode], day)
            );
    }
}
