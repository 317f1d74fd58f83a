namespace CommitmentTracker.Data.Commitments;

/// <summary>
/// The table of commitments. A column is named in this file alone: where it is read, where a row is made, inserted and changed.
/// </summary>
internal static class CommitmentTable
{
    public const string SelectSql = """
        select c.commitment_id, c.code, c.title, c.description, c.kind, c.verb, c.scope, c.instrument_code, c.theme_code, c.publication,
            c.superseded_by, c.sources, c.due_on, c.due_precision, c.deadline_basis, c.deadline_source, c.next_milestone_number, c.version,
            c.created_at, c.updated_at
        from commitments c
        """;

    public const string InsertSql = """
        insert into commitments (commitment_id, code, title, description, kind, verb, scope, instrument_code, theme_code, publication, superseded_by,
            sources, due_on, due_precision, deadline_basis, deadline_source, next_milestone_number, status, health, completed_on,
            last_reported_on, version, created_at, updated_at)
        values ((select coalesce(max(commitment_id), 0) + 1 from commitments), @Code, @Title, @Description, @Kind, @Verb, @Scope, @InstrumentCode, @ThemeCode, @Publication, @SupersededBy,
            @Sources, @DueOn, @DuePrecision, @DeadlineBasis, @DeadlineSource, @NextMilestoneNumber, @Status, @Health, @CompletedOn,
            @LastReportedOn, @Version, @CreatedAt, @UpdatedAt)
        on conflict (code) do nothing
        returning commitment_id
        """;

    private static readonly (string Assignment, Func<CommitmentRow, object?> ValueOf)[] Columns =
    [
        ("title = @Title", row => row.Title),
        ("description = @Description", row => row.Description),
        ("kind = @Kind", row => row.Kind),
        ("verb = @Verb", row => row.Verb),
        ("scope = @Scope", row => row.Scope),
        ("instrument_code = @InstrumentCode", row => row.InstrumentCode),
        ("theme_code = @ThemeCode", row => row.ThemeCode),
        ("publication = @Publication", row => row.Publication),
        ("superseded_by = @SupersededBy", row => row.SupersededBy),
        ("sources = @Sources", row => row.Sources),
        ("due_on = @DueOn", row => row.DueOn),
        ("due_precision = @DuePrecision", row => row.DuePrecision),
        ("deadline_basis = @DeadlineBasis", row => row.DeadlineBasis),
        ("deadline_source = @DeadlineSource", row => row.DeadlineSource),
        ("next_milestone_number = @NextMilestoneNumber", row => row.NextMilestoneNumber),
        ("status = @Status", row => row.Status),
        ("health = @Health", row => row.Health),
        ("completed_on = @CompletedOn", row => row.CompletedOn),
        ("last_reported_on = @LastReportedOn", row => row.LastReportedOn),
        ("updated_at = @UpdatedAt", row => row.UpdatedAt),
    ];

    /// <summary>The next row of <see cref="SelectSql"/>, with what stands under it.</summary>
    public static StoredCommitment Read(RowValues row, CommitmentParts parts)
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
            AlsoUnder = parts.AlsoUnder[code].ToImmutableSortedSet(StringComparer.Ordinal),
            Assignments = parts.Assignments[code].ToImmutableSortedDictionary(each => each.Party, each => each, StringComparer.Ordinal),
            Milestones = parts.MilestonesOf(code),
        };
        return new StoredCommitment(id, commitment, row.Number(), row.Instant(), row.Instant());
    }

    /// <summary>
    /// The statement that brings the row of a commitment to what it is now, with the values of that. It names only the columns that differ,
    /// and changes nothing where the row has another version than before.
    /// </summary>
    public static string UpdateSql(CommitmentRow before, CommitmentRow after)
    {
        var changed = Columns.Where(column => !Equals(column.ValueOf(before), column.ValueOf(after))).Select(column => column.Assignment);
        return $"update commitments set {string.Join(", ", changed.Append("version = @Version"))} where code = @Code and version = @Version - 1";
    }
}

/// <summary>A row of the table of commitments, as it is written.</summary>
internal sealed record CommitmentRow
{
    public long CommitmentId { get; init; }
    public string Code { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Description { get; init; }
    public string Kind { get; init; } = "";
    public string? Verb { get; init; }
    public string Scope { get; init; } = "";
    public string InstrumentCode { get; init; } = "";
    public string ThemeCode { get; init; } = "";
    public string Publication { get; init; } = "";
    public string? SupersededBy { get; init; }
    public string Sources { get; init; } = "[]";
    public string? DueOn { get; init; }
    public string? DuePrecision { get; init; }
    public string DeadlineBasis { get; init; } = "";
    public string? DeadlineSource { get; init; }
    public long NextMilestoneNumber { get; init; }
    public string Status { get; init; } = "";
    public string? Health { get; init; }
    public string? CompletedOn { get; init; }
    public string? LastReportedOn { get; init; }
    public long Version { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";

    public static CommitmentRow From(StoredCommitment stored)
    {
        var commitment = stored.Commitment;
        var rollUp = commitment.RollUp;
        return new CommitmentRow
        {
            CommitmentId = stored.Id,
            Code = commitment.Code,
            Title = commitment.Title,
            Description = commitment.Description,
            Kind = EnumCode.Of(commitment.Kind),
            Verb = commitment.Verb,
            Scope = EnumCode.Of(commitment.Scope),
            InstrumentCode = commitment.Instrument,
            ThemeCode = commitment.Theme,
            Publication = EnumCode.Of(commitment.Publication),
            SupersededBy = commitment.SupersededBy,
            Sources = Stored.List(commitment.Sources),
            DueOn = Stored.Day(commitment.Deadline.DueOn),
            DuePrecision = EnumCode.Of(commitment.Deadline.Precision),
            DeadlineBasis = EnumCode.Of(commitment.Deadline.Basis),
            DeadlineSource = commitment.Deadline.Source,
            NextMilestoneNumber = commitment.NextMilestoneNumber,
            Status = EnumCode.Of(rollUp.Status),
            Health = EnumCode.Of(rollUp.Health),
            CompletedOn = Stored.Day(rollUp.CompletedOn),
            LastReportedOn = Stored.Day(rollUp.LastReportedOn),
            Version = stored.Version,
            CreatedAt = Stored.Instant(stored.CreatedAt),
            UpdatedAt = Stored.Instant(stored.UpdatedAt),
        };
    }
}
