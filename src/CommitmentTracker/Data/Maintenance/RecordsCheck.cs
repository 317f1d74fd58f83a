namespace CommitmentTracker.Data.Maintenance;

/// <summary>Holds the records that are kept as reference data is against the journal: instruments, bodies and rounds, of which there are few.</summary>
internal sealed class RecordsCheck(Session session, Findings findings)
{
    private const string JournalSql = $"""
        select {ReplayedChange.Columns}
        from changes
        where resource_type = @type
        order by resource_key, change_id
        """;

    public async Task RunAsync()
    {
        await CompareAsync<InstrumentTable, Instrument>([.. await InstrumentTable.AllAsync(session)]);
        await CompareAsync<BodyTable, Body>([.. await BodyTable.AllAsync(session)]);
        var rounds = await RoundTable.AllAsync(session);
        await CompareAsync<RoundTable, Round>(rounds);
        foreach (var round in rounds.Where(round => round.Record.RefusalWhenOpen is null))
        {
            await CheckReportAsync(round.Record.Code);
        }
    }

    private async Task CompareAsync<TTable, T>(IReadOnlyList<StoredRecord<T>> records)
        where TTable : IReferenceTable<T>
    {
        var type = EnumCode.Of(TTable.Resource);
        var about = char.ToUpperInvariant(type[0]) + type[1..];
        var journal = (await session.QueryAsync<ReplayedChange>(JournalSql, new { type })).ToLookup(row => row.ResourceKey);
        foreach (var code in journal.Select(rows => rows.Key).Except(records.Select(stored => TTable.CodeOf(stored.Record))))
        {
            findings.Add($"The journal tells of {type} {code}, and there is none.");
        }

        foreach (var stored in records.OrderBy(record => TTable.CodeOf(record.Record), StringComparer.Ordinal))
        {
            var code = TTable.CodeOf(stored.Record);
            // Reference data is public from its first moment.
            var replay = new Replay(_ => true);
            foreach (var change in journal[code])
            {
                findings.AddAll($"{about} {code}", replay.Add(change));
            }

            var fields = FieldTexts.Read(Stored.Fields(TTable.FieldsOf(stored.Record)));
            findings.AddAll($"{about} {code}", replay.DifferencesFrom(fields, stored.Version));
        }
    }

    private async Task CheckReportAsync(string round)
    {
        try
        {
            await RoundReports.FindAsync(session, round);
        }
        catch (Exception fault) when (fault is StoreException { Fault: StoreFault.Damaged } or InvalidOperationException)
        {
            findings.Add($"Round {round}: its report is not the one that its closing froze.");
        }
    }
}
