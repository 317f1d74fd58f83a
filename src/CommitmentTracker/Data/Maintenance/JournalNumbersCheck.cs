namespace CommitmentTracker.Data.Maintenance;

/// <summary>
/// The numbers of the journal, which those who follow it build on: none is missing, the public's grow with those of the whole, and those of
/// each party go on from what is public and what the party alone was told.
/// </summary>
internal sealed class JournalNumbersCheck(Session session, Findings findings)
{
    private const string WholeSql = "select count(*) as count, coalesce(max(change_id), 0) as last from changes";

    private const string PublicSql = """
        select public_seq, change_id from changes where public_seq is not null order by public_seq
        """;

    private const string PartiesSql = """
        select public_seq, party_code, party_seq, change_id
        from changes
        where public_seq is not null or party_code is not null
        order by change_id
        """;

    /// <summary>The number of the last change.</summary>
    public long Last { get; private set; }

    public async Task RunAsync()
    {
        var whole = await session.SingleAsync<WholeRow>(WholeSql);
        Last = whole.Last;
        if (whole.Count != whole.Last)
        {
            findings.Add($"The journal has {whole.Count} rows up to number {whole.Last}: some are missing.");
        }

        var before = new PublicRow();
        await foreach (var row in session.StreamAsync<PublicRow>(PublicSql))
        {
            if (row.PublicSeq != before.PublicSeq + 1)
            {
                findings.Add($"Change {row.ChangeId} is number {row.PublicSeq} for the public, after number {before.PublicSeq}.");
            }

            if (row.ChangeId <= before.ChangeId)
            {
                findings.Add($"Change {row.ChangeId} comes for the public after change {before.ChangeId}, which was made later.");
            }

            before = row;
        }

        await CheckPartiesAsync();
    }

    private async Task CheckPartiesAsync()
    {
        var told = new Dictionary<string, long>(StringComparer.Ordinal);
        long publicSeq = 0;
        await foreach (var row in session.StreamAsync<PartyRow>(PartiesSql))
        {
            publicSeq = row.PublicSeq ?? publicSeq;
            if (row.PartyCode is { } party)
            {
                var count = told[party] = told.GetValueOrDefault(party) + 1;
                if (row.PartySeq != publicSeq + count)
                {
                    findings.Add($"Change {row.ChangeId} is number {row.PartySeq} for {party}, after number {publicSeq + count - 1}.");
                }
            }
        }
    }

    private sealed record WholeRow
    {
        public long Count { get; init; }
        public long Last { get; init; }
    }

    private sealed record PartyRow
    {
        public long? PublicSeq { get; init; }
        public string? PartyCode { get; init; }
        public long? PartySeq { get; init; }
        public long ChangeId { get; init; }
    }

    private sealed record PublicRow
    {
        public long PublicSeq { get; init; }
        public long ChangeId { get; init; }
    }
}
