namespace CommitmentTracker.Data.Commitments;

/// <summary>Loads commitments with all that stands under their versions: one, or a run of them with as few queries.</summary>
internal static class CommitmentReader
{
    private const string OneSql = "where c.code = @first";
    private const string RunSql = "where c.code between @first and @last";
    private const string OfOneSql = "where commitment_code = @first";
    private const string OfRunSql = "where commitment_code between @first and @last";

    private const string CodesSql = "select code from commitments order by code";

    private const string CommitmentsSql = """
        select c.commitment_id, c.code, c.title, c.description, c.kind, c.verb, c.scope, c.instrument_code, c.theme_code, c.publication,
            c.superseded_by, c.sources, c.due_on, c.due_precision, c.deadline_basis, c.deadline_source, c.next_milestone_number, c.version,
            c.created_at, c.updated_at
        from commitments c
        """;

    private const string AlsoUnderSql = "select commitment_code, instrument_code from also_under";

    private const string AssignmentsSql = """
        select commitment_code, party_code, role, basis, status, percent, health, health_reason, reported_on, completed_on
        from assignments
        """;

    private const string MilestonesSql =
        "select commitment_code, number, title, due_on, due_precision, party_code, reached_on from milestones";

    public static async Task<StoredCommitment?> LoadAsync(Session session, string code)
    {
        var known = session.Known;
        if (known?.Find(code) is { } found)
        {
            return found;
        }

        var read = (await ReadAsync(session, OneSql, OfOneSql, ("@first", code))).SingleOrDefault();
        if (read is not null)
        {
            known?.Keep(read);
        }

        return read;
    }

    /// <summary>Of all commitments, in order.</summary>
    public static Task<List<string>> CodesAsync(Session session) => session.ReadAsync(CodesSql, row => row.Text());

    /// <summary>Those from one code to another, both included, in order.</summary>
    public static Task<List<StoredCommitment>> LoadRunAsync(Session session, string first, string last) =>
        ReadAsync(session, RunSql, OfRunSql, ("@first", first), ("@last", last));

    private static async Task<List<StoredCommitment>> ReadAsync(
        Session session,
        string which,
        string ofWhich,
        params (string, object)[] values
    )
    {
        var alsoUnder = await PartsAsync($"{AlsoUnderSql}\n{ofWhich}", row => row.Code());
        var assignments = await PartsAsync($"{AssignmentsSql}\n{ofWhich}", AssignmentOf);
        var milestones = await PartsAsync($"{MilestonesSql}\n{ofWhich}", MilestoneOf);
        return await session.ReadAsync($"{CommitmentsSql}\n{which}\norder by c.code", CommitmentOf, values);

        async Task<ILookup<string, T>> PartsAsync<T>(string sql, Func<RowValues, T> read) =>
            (await session.ReadAsync(sql, row => new Part<T>(row.Text(), read(row)), values)).ToLookup(
                part => part.Of,
                part => part.Value,
                StringComparer.Ordinal
            );

        StoredCommitment CommitmentOf(RowValues row)
        {
            var id = row.Number();
            var code = row.Text();
            var commitment = new Commitment
            {
                Code = code,
                Title = row.Text(),
                Description = row.TextOrNull(),
                Kind = row.Enum<CommitmentKind>(),
                Verb = row.TextOrNull(),
                Scope = row.Enum<Scope>(),
                Instrument = row.Code(),
                Theme = row.Code(),
                Publication = row.Enum<Publication>(),
                SupersededBy = row.TextOrNull(),
                Sources = [.. Stored.ParseList<Source>(row.Text())],
                Deadline = new Deadline(row.DayOrNull(), row.EnumOrNull<DatePrecision>(), row.Enum<DeadlineBasis>(), row.TextOrNull()),
                NextMilestoneNumber = (int)row.Number(),
                AlsoUnder = alsoUnder[code].ToImmutableSortedSet(StringComparer.Ordinal),
                Assignments = assignments[code].ToImmutableSortedDictionary(each => each.Party, each => each, StringComparer.Ordinal),
                Milestones = MilestonesOf(milestones[code]),
            };
            return new StoredCommitment(id, commitment, row.Number(), row.Instant(), row.Instant());
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

    /// <summary>Most have none.</summary>
    private static ImmutableSortedDictionary<int, Milestone> MilestonesOf(IEnumerable<Milestone> milestones) =>
        milestones.Any()
            ? milestones.ToImmutableSortedDictionary(each => each.Number, each => each)
            : ImmutableSortedDictionary<int, Milestone>.Empty;

    private sealed record Part<T>(string Of, T Value);
}
