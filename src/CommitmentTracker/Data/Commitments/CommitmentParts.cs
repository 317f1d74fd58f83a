namespace CommitmentTracker.Data.Commitments;

/// <summary>What stands under commitments, by their codes: read for a run of them at once, and written where it differs.</summary>
internal sealed class CommitmentParts
{
    private const string SelectAlsoUnderSql = "select commitment_code, instrument_code from also_under";

    private const string SelectAssignmentsSql = """
        select commitment_code, party_code, role, basis, status, percent, health, health_reason, reported_on, completed_on
        from assignments
        """;

    private const string SelectMilestonesSql =
        "select commitment_code, number, title, due_on, due_precision, party_code, reached_on from milestones";

    private const string PutAlsoUnderSql = "insert into also_under (commitment_code, instrument_code) values (@Code, @Instrument)";

    private const string DropAlsoUnderSql = "delete from also_under where commitment_code = @Code and instrument_code = @Instrument";

    private const string PutAssignmentSql = """
        insert into assignments (commitment_code, party_code, role, basis, status, percent, health, health_reason, reported_on, completed_on)
        values (@CommitmentCode, @PartyCode, @Role, @Basis, @Status, @Percent, @Health, @HealthReason, @ReportedOn, @CompletedOn)
        on conflict (commitment_code, party_code) do update
        set role = excluded.role, basis = excluded.basis, status = excluded.status, percent = excluded.percent, health = excluded.health,
            health_reason = excluded.health_reason, reported_on = excluded.reported_on, completed_on = excluded.completed_on
        """;

    /// <summary>What a report changes is in no index, and what is not named needs no entry written anew.</summary>
    private const string ReportSql = """
        update assignments
        set basis = @Basis, status = @Status, percent = @Percent, health = @Health, health_reason = @HealthReason, reported_on = @ReportedOn,
            completed_on = @CompletedOn
        where commitment_code = @CommitmentCode and party_code = @PartyCode
        """;

    private const string DropAssignmentSql = "delete from assignments where commitment_code = @CommitmentCode and party_code = @PartyCode";

    private const string PutMilestoneSql = """
        insert into milestones (commitment_code, number, title, due_on, due_precision, party_code, reached_on)
        values (@CommitmentCode, @Number, @Title, @DueOn, @DuePrecision, @PartyCode, @ReachedOn)
        on conflict (commitment_code, number) do update
        set title = excluded.title, due_on = excluded.due_on, due_precision = excluded.due_precision, party_code = excluded.party_code,
            reached_on = excluded.reached_on
        """;

    private const string DropMilestoneSql = "delete from milestones where commitment_code = @CommitmentCode and number = @Number";

    private CommitmentParts() { }

    public required ILookup<string, string> AlsoUnder { get; init; }

    public required ILookup<string, Assignment> Assignments { get; init; }

    public required ILookup<string, Milestone> Milestones { get; init; }

    /// <summary>Most have none.</summary>
    public ImmutableSortedDictionary<int, Milestone> MilestonesOf(string code) =>
        Milestones.Contains(code)
            ? Milestones[code].ToImmutableSortedDictionary(each => each.Number, each => each)
            : ImmutableSortedDictionary<int, Milestone>.Empty;

    /// <param name="session">Where they are read.</param>
    /// <param name="ofWhich">A condition on <c>commitment_code</c>.</param>
    /// <param name="values">Its values.</param>
    public static async Task<CommitmentParts> ReadAsync(Session session, string ofWhich, (string, object)[] values)
    {
        return new CommitmentParts
        {
            AlsoUnder = await PartsAsync(SelectAlsoUnderSql, row => row.Code()),
            Assignments = await PartsAsync(SelectAssignmentsSql, AssignmentOf),
            Milestones = await PartsAsync(SelectMilestonesSql, MilestoneOf),
        };

        async Task<ILookup<string, T>> PartsAsync<T>(string sql, Func<RowValues, T> read) =>
            (await session.ReadAsync($"{sql}\n{ofWhich}", row => new Part<T>(row.Text(), read(row)), values)).ToLookup(
                part => part.Of,
                part => part.Value,
                StringComparer.Ordinal
            );
    }

    public static async Task SaveAsync(WriteSession session, Commitment? before, Commitment after)
    {
        var code = after.Code;
        foreach (var instrument in (before?.AlsoUnder ?? []).Except(after.AlsoUnder))
        {
            await session.PutAsync(DropAlsoUnderSql, new { Code = code, Instrument = instrument });
        }

        foreach (var instrument in after.AlsoUnder.Except(before?.AlsoUnder ?? []))
        {
            await session.PutAsync(PutAlsoUnderSql, new { Code = code, Instrument = instrument });
        }

        await SaveAsync(
            session,
            before?.Assignments.Values,
            after.Assignments.Values,
            each => each.Party,
            each => AssignmentRow.From(code, each),
            (was, now) => was?.Role == now.Role ? ReportSql : PutAssignmentSql,
            DropAssignmentSql
        );
        await SaveAsync(
            session,
            before?.Milestones.Values,
            after.Milestones.Values,
            each => each.Number,
            each => MilestoneRow.From(code, each),
            (_, _) => PutMilestoneSql,
            DropMilestoneSql
        );
    }

    private static async Task SaveAsync<T, TKey>(
        WriteSession session,
        IEnumerable<T>? before,
        IEnumerable<T> after,
        Func<T, TKey> keyOf,
        Func<T, object> rowOf,
        Func<T?, T, string> putSql,
        string dropSql
    )
        where T : class
        where TKey : notnull
    {
        var dropped = (before ?? []).ToDictionary(keyOf);
        foreach (var part in after)
        {
            if (!dropped.Remove(keyOf(part), out var was) || !Equals(was, part))
            {
                await session.PutAsync(putSql(was, part), rowOf(part));
            }
        }

        foreach (var part in dropped.Values)
        {
            await session.PutAsync(dropSql, rowOf(part));
        }
    }

    private static Assignment AssignmentOf(RowValues row)
    {
        var assignment = new Assignment(row.Code(), row.Enum<AssignmentRole>(), row.Enum<OwnershipBasis>());
        var status = row.Enum<Status>();
        var percent = (int?)row.NumberOrNull();
        var health = row.EnumOrNull<Health>();
        var reason = row.TextOrNull();
        return row.DayOrNull() is not { } asOf
            ? assignment
            : assignment with
            {
                Report = new Report
                {
                    AsOf = asOf,
                    Status = status,
                    Percent = percent,
                    Health = health,
                    HealthReason = reason,
                    CompletedOn = row.DayOrNull(),
                },
            };
    }

    private static Milestone MilestoneOf(RowValues row) =>
        new((int)row.Number(), row.Text(), row.Day(), row.Enum<DatePrecision>(), row.TextOrNull(), row.DayOrNull());

    private sealed record Part<T>(string Of, T Value);
}

/// <summary>A row of the table of assignments, as it is written.</summary>
internal sealed record AssignmentRow
{
    public string CommitmentCode { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public string Role { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Status { get; init; } = "";
    public long? Percent { get; init; }
    public string? Health { get; init; }
    public string? HealthReason { get; init; }
    public string? ReportedOn { get; init; }
    public string? CompletedOn { get; init; }

    public static AssignmentRow From(string code, Assignment assignment) =>
        new()
        {
            CommitmentCode = code,
            PartyCode = assignment.Party,
            Role = EnumCode.Of(assignment.Role),
            Basis = EnumCode.Of(assignment.Basis),
            Status = EnumCode.Of(assignment.Status),
            Percent = assignment.Report?.Percent,
            Health = EnumCode.Of(assignment.Report?.Health),
            HealthReason = assignment.Report?.HealthReason,
            ReportedOn = Stored.Day(assignment.Report?.AsOf),
            CompletedOn = Stored.Day(assignment.Report?.CompletedOn),
        };
}

/// <summary>A row of the table of milestones, as it is written.</summary>
internal sealed record MilestoneRow
{
    public string CommitmentCode { get; init; } = "";
    public long Number { get; init; }
    public string Title { get; init; } = "";
    public string DueOn { get; init; } = "";
    public string DuePrecision { get; init; } = "";
    public string? PartyCode { get; init; }
    public string? ReachedOn { get; init; }

    public static MilestoneRow From(string code, Milestone milestone) =>
        new()
        {
            CommitmentCode = code,
            Number = milestone.Number,
            Title = milestone.Title,
            DueOn = Stored.Day(milestone.DueOn),
            DuePrecision = EnumCode.Of(milestone.Precision),
            PartyCode = milestone.Party,
            ReachedOn = Stored.Day(milestone.ReachedOn),
        };
}
