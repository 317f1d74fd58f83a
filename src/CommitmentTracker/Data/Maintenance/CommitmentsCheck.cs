namespace CommitmentTracker.Data.Maintenance;

/// <summary>
/// Holds every commitment against the journal and against the progress updates that it adds up. All are read in runs of the order of codes,
/// so that the memory it takes does not grow with the database.
/// </summary>
internal sealed class CommitmentsCheck(Session session, Findings findings)
{
    private const int RunSize = 500;

    private const string StoredSql = """
        select code, version, status, health, completed_on, last_reported_on from commitments where code between @first and @last
        """;

    private const string JournalSql = $"""
        select {ReplayedChange.Columns}
        from changes
        where resource_type = 'commitment' and resource_key between @first and @last
        order by resource_key, change_id
        """;

    private const string StrangersSql = """
        select distinct resource_key
        from changes
        where resource_type = 'commitment' and not exists (select 1 from commitments where code = resource_key)
        order by resource_key
        """;

    private const string UpdatesSql = """
        select commitment_code, party_code, progress_update_id, as_of, status, percent, health, health_reason
        from progress_updates
        where review = 'verified' and commitment_code between @first and @last
        """;

    private const string StrangeUpdatesSql = """
        select distinct commitment_code
        from progress_updates
        where not exists (select 1 from commitments where code = commitment_code)
        order by commitment_code
        """;

    private static readonly string IsPublished = $"\"{EnumCode.Of(Publication.Published)}\"";

    /// <summary>How many commitments were looked at.</summary>
    public long Count { get; private set; }

    public async Task RunAsync()
    {
        foreach (var code in await session.QueryAsync<string>(StrangersSql))
        {
            findings.Add($"The journal tells of a commitment {code}, and there is none.");
        }

        foreach (var code in await session.QueryAsync<string>(StrangeUpdatesSql))
        {
            findings.Add($"There are progress updates of a commitment {code}, and there is none.");
        }

        foreach (var codes in (await CommitmentReader.CodesAsync(session)).Chunk(RunSize))
        {
            await CheckRunAsync(codes[0], codes[^1]);
        }
    }

    private async Task CheckRunAsync(string first, string last)
    {
        var run = new { first, last };
        var stored = (await session.QueryAsync<StoredRow>(StoredSql, run)).ToDictionary(row => row.Code, StringComparer.Ordinal);
        var journal = (await session.QueryAsync<ReplayedChange>(JournalSql, run)).ToLookup(row => row.ResourceKey, StringComparer.Ordinal);
        var updates = (await session.QueryAsync<ProgressUpdateRow>(UpdatesSql, run)).ToLookup(
            row => row.CommitmentCode,
            StringComparer.Ordinal
        );
        foreach (var each in await CommitmentReader.LoadRunAsync(session, first, last))
        {
            Count++;
            var code = each.Commitment.Code;
            Compare(each.Commitment, stored[code], journal[code], updates[code]);
        }
    }

    private void Compare(
        Commitment commitment,
        StoredRow stored,
        IEnumerable<ReplayedChange> journal,
        IEnumerable<ProgressUpdateRow> updates
    )
    {
        var about = $"Commitment {commitment.Code}";
        var replay = new Replay(IsPublic, CommitmentFields.ProgressUpdate);
        foreach (var change in journal)
        {
            findings.AddAll(about, replay.Add(change));
            if (change.CommitmentCode != commitment.Code)
            {
                findings.Add($"{about}: change {change.ChangeId} stands in the history of {change.CommitmentCode ?? "none"}.");
            }
        }

        var fields = FieldTexts.Read(Stored.Fields(CommitmentFields.Of(commitment)));
        findings.AddAll(about, replay.DifferencesFrom(fields, stored.Version));
        findings.AddAll(about, RollUpFaults(commitment.RollUp, stored));
        findings.AddAll(about, ReportFaults(commitment, updates));
    }

    private static bool IsPublic(IReadOnlyDictionary<string, string> fields) => fields.GetValueOrDefault("publication") == IsPublished;

    private static IEnumerable<string> RollUpFaults(RollUp rollUp, StoredRow stored)
    {
        var comesTo = (
            EnumCode.Of(rollUp.Status),
            EnumCode.Of(rollUp.Health),
            Stored.Day(rollUp.CompletedOn),
            Stored.Day(rollUp.LastReportedOn)
        );
        var has = (stored.Status, stored.Health, stored.CompletedOn, stored.LastReportedOn);
        if (has != comesTo)
        {
            yield return $"its roll-up is {has}, its assignments come to {comesTo}";
        }
    }

    private static IEnumerable<string> ReportFaults(Commitment commitment, IEnumerable<ProgressUpdateRow> updates)
    {
        var byParty = updates.ToLookup(update => update.PartyCode, StringComparer.Ordinal);
        foreach (var assignment in commitment.Assignments.Values)
        {
            var comesTo = Report.From(byParty[assignment.Party].Select(update => update.ToVerified()));
            if (assignment.Report != comesTo)
            {
                yield return $"the assignment of {assignment.Party} has {Shown(assignment.Report)}, its verified progress updates come to {Shown(comesTo)}";
            }
        }
    }

    private static string Shown(Report? report) => report is null ? "no report" : JsonSerializer.Serialize(Stored.FieldsOf(report));

    private sealed record StoredRow
    {
        public string Code { get; init; } = "";
        public long Version { get; init; }
        public string Status { get; init; } = "";
        public string? Health { get; init; }
        public string? CompletedOn { get; init; }
        public string? LastReportedOn { get; init; }
    }
}
