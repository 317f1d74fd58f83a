namespace CommitmentTracker.Data.Maintenance;

/// <summary>
/// Holds every commitment against the journal and against the progress updates that it adds up. All are read side by side in the order
/// of the codes, so that the memory it takes does not grow with the database.
/// </summary>
internal sealed class CommitmentsCheck(Session session, Findings findings)
{
    private const int BatchSize = 500;

    private const string StoredSql = """
        select code, version, status, health, completed_on, last_reported_on from commitments order by code
        """;

    private const string JournalSql = $"""
        select {ReplayedChange.Columns}
        from changes
        where resource_type = 'commitment'
        order by resource_key, change_id
        """;

    private const string UpdatesSql = """
        select commitment_code, party_code, progress_update_id, as_of, status, percent, health, health_reason
        from progress_updates
        where review = 'verified'
        order by commitment_code, party_code, as_of
        """;

    private static readonly string IsPublished = $"\"{EnumCode.Of(Publication.Published)}\"";

    /// <summary>How many commitments were looked at.</summary>
    public long Count { get; private set; }

    public async Task RunAsync()
    {
        await using var journal = await new SortedRows<ReplayedChange>(
            session.StreamAsync<ReplayedChange>(JournalSql),
            row => row.ResourceKey,
            code => findings.Add($"The journal tells of a commitment {code}, and there is none.")
        ).BeginAsync();
        await using var updates = await new SortedRows<ProgressUpdateRow>(
            session.StreamAsync<ProgressUpdateRow>(UpdatesSql),
            row => row.CommitmentCode,
            code => findings.Add($"There are progress updates of a commitment {code}, and there is none.")
        ).BeginAsync();
        await using var stored = await new SortedRows<StoredRow>(
            session.StreamAsync<StoredRow>(StoredSql),
            row => row.Code,
            code => findings.Add($"Commitment {code} cannot be read whole.")
        ).BeginAsync();
        await foreach (var commitment in AllAsync())
        {
            Count++;
            var rows = await stored.OfAsync(commitment.Code);
            Compare(commitment, rows[0], await journal.OfAsync(commitment.Code), await updates.OfAsync(commitment.Code));
        }

        await stored.EndAsync();
        await journal.EndAsync();
        await updates.EndAsync();
    }

    private async IAsyncEnumerable<Commitment> AllAsync()
    {
        foreach (var codes in (await CommitmentReader.CodesAsync(session)).Chunk(BatchSize))
        {
            foreach (var each in await CommitmentReader.LoadRunAsync(session, codes[0], codes[^1]))
            {
                yield return each.Commitment;
            }
        }
    }

    private void Compare(
        Commitment commitment,
        StoredRow stored,
        IReadOnlyList<ReplayedChange> journal,
        IReadOnlyList<ProgressUpdateRow> updates
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

    private static IEnumerable<string> ReportFaults(Commitment commitment, IReadOnlyList<ProgressUpdateRow> updates)
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
