using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Rounds;

/// <summary>
/// The figures of a round, which closes within a write: by the code of a member state, body, instrument or theme. Only published records of kind commitment are
/// in them, whoever asks. The engine adds up what does not depend on the day; the rules make states of that.
/// </summary>
internal sealed class RoundTallies
{
    private const string ByPartySql = $"""
        select a.party_code as group_code, {DerivedSql.AssignmentStatus} as status, c.due_on, a.completed_on, a.reported_on, count(*) as total
        from assignments a
        join commitments c on c.code = a.commitment_code
        """;

    private const string ByInstrumentSql = """
        select g.instrument_code as group_code, c.status, c.due_on, c.completed_on, c.last_reported_on as reported_on, count(*) as total
        from (select code, instrument_code from commitments union select commitment_code, instrument_code from also_under) g
        join commitments c on c.code = g.code
        """;

    private const string ByThemeSql = """
        select c.theme_code as group_code, c.status, c.due_on, c.completed_on, c.last_reported_on as reported_on, count(*) as total
        from commitments c
        """;

    private readonly ILookup<string, Bucket> buckets;
    private readonly ReportingDay day;

    private RoundTallies(ILookup<string, Bucket> buckets, ReportingDay day) => (this.buckets, this.day) = (buckets, day);

    public Tally Of(string code) => Tally.Of(buckets[code], day);

    public static async Task<RoundTallies> CountAsync(Session session, Grouping grouping, CommitmentSelection selection, ReportingDay day)
    {
        var counted = selection with { IncludesUnpublished = false };
        var (sql, conditions) = grouping switch
        {
            Grouping.MemberState => (ByPartySql, ForParties(PartyKind.MemberState, counted, day)),
            Grouping.Body => (ByPartySql, ForParties(PartyKind.Body, counted, day)),
            Grouping.Instrument => (ByInstrumentSql, SelectionSql.For(counted, day)),
            Grouping.Theme => (ByThemeSql, SelectionSql.For(counted, day)),
            _ => throw new ArgumentOutOfRangeException(nameof(grouping)),
        };
        conditions.Add("c.kind = 'commitment'");
        var rows = await session.QueryAsync<Row>($"{sql}\n{conditions.Where}\ngroup by 1, 2, 3, 4, 5", conditions.Values);
        return new RoundTallies(rows.ToLookup(row => row.GroupCode, row => row.ToBucket(), StringComparer.Ordinal), day);
    }

    private static Conditions ForParties(PartyKind kind, CommitmentSelection selection, ReportingDay day) =>
        SelectionSql
            .ForAssignments(selection, day)
            .Add("a.party_code in (select p.party_code from parties p where p.party_kind = @kind)", "kind", EnumCode.Of(kind));

    private sealed record Row
    {
        public string GroupCode { get; init; } = "";
        public string Status { get; init; } = "";
        public string? DueOn { get; init; }
        public string? CompletedOn { get; init; }
        public string? ReportedOn { get; init; }
        public long Total { get; init; }

        public Bucket ToBucket() =>
            new(
                EnumCode.Parse<Status>(Status),
                Stored.ParseDayOrNull(DueOn),
                Stored.ParseDayOrNull(CompletedOn),
                Stored.ParseDayOrNull(ReportedOn),
                Total
            );
    }
}
