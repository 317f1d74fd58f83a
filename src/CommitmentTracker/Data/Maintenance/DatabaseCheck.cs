namespace CommitmentTracker.Data.Maintenance;

/// <summary>
/// Everything that can be said of a database without changing it: the engine's own view of it, and whether what is stored is what
/// the journal says. One view of the database for all, so that it may be written to meanwhile.
/// </summary>
internal static class DatabaseCheck
{
    /// <summary>On a thread of its own, because the calls of an engine may not yield.</summary>
    public static Task<CheckOutcome> RunAsync(IEngine engine, CancellationToken cancellation) =>
        Task.Run(() => CheckAsync(engine, cancellation), cancellation);

    private static async Task<CheckOutcome> CheckAsync(IEngine engine, CancellationToken cancellation)
    {
        try
        {
            await using var view = await engine.BeginCheckAsync(cancellation);
            return await CheckAsync(engine, new Session(view.Connection, cancellation), cancellation);
        }
        catch (Exception fault) when (engine.Explain(fault) is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new DatabaseFileException(engine.InWords(fault), fault);
        }
    }

    private static async Task<CheckOutcome> CheckAsync(IEngine engine, Session session, CancellationToken cancellation)
    {
        var findings = new Findings();
        var schema = new SchemaCheck(engine, session, findings);
        await TryAsync("The schema", schema.RunAsync);
        await TryAsync("The file", () => engine.CheckAsync(session, findings));
        var numbers = new JournalNumbersCheck(session, findings);
        var commitments = new CommitmentsCheck(session, findings);
        if (schema.IsPresent)
        {
            await TryAsync("The journal", numbers.RunAsync);
            await TryAsync("The commitments", commitments.RunAsync);
            await TryAsync("The reference data and the rounds", new RecordsCheck(session, findings).RunAsync);
        }

        return new CheckOutcome(findings, schema.Number, schema.IsPresent, commitments.Count, numbers.Last);

        // A file that is damaged breaks off one part, and the others may still say what of it is whole.
        async Task TryAsync(string what, Func<Task> part)
        {
            try
            {
                await part();
            }
            catch (Exception fault) when (fault is FormatException or JsonException || engine.Explain(fault) is not null)
            {
                cancellation.ThrowIfCancellationRequested();
                findings.Add($"{what} cannot be read to the end: {fault.Message.ReplaceLineEndings(" ")}");
            }
        }
    }
}

/// <summary>What a check came to.</summary>
/// <param name="Findings">What is wrong.</param>
/// <param name="Schema">The number of the last migration applied.</param>
/// <param name="HasRecords">Whether its records were looked at: not of an earlier schema, nor of what is no tracker.</param>
/// <param name="Commitments">How many commitments were looked at.</param>
/// <param name="LastChange">The number of the last change in the journal.</param>
internal sealed record CheckOutcome(Findings Findings, long Schema, bool HasRecords, long Commitments, long LastChange)
{
    public bool IsSound => Findings.Count == 0;
}

/// <summary>Whether it is a database of the tracker, and of which schema.</summary>
internal sealed class SchemaCheck(IEngine engine, Session session, Findings findings)
{
    /// <summary>The number of the last migration applied.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the tables are those that this program reads.</summary>
    public bool IsPresent { get; private set; }

    public async Task RunAsync()
    {
        if (await engine.AppliedAsync(session) is not { } applied)
        {
            findings.Add("The database holds no table of the tracker.");
            return;
        }

        var known = engine.Migrations;
        foreach (var row in applied.Where((row, index) => index >= known.Count || known[index].Hash != row.Hash))
        {
            findings.Add($"Migration {row.Name} is none that this program knows.");
        }

        Number = applied.Count == 0 ? 0 : applied[^1].Number;
        IsPresent = findings.Count == 0 && applied.Count == known.Count;
    }
}
