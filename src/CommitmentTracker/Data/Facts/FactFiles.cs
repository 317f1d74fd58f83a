namespace CommitmentTracker.Data.Facts;

internal static class ThemeFile
{
    public const string Name = "themes.csv";
    private const int DescriptionMaxLength = 2000;

    public static IReadOnlyDictionary<string, ThemeFact> Read(ReferenceFiles files) =>
        CsvRows.Read(files, Name, 1, "code", "name", "description").ToDictionary(row => row.Code("code", CodeForms.Theme), Theme);

    private static ThemeFact Theme(CsvRow row) =>
        new() { Name = row.Text("name", Party.NameMaxLength), Description = row.TextOrNull("description", DescriptionMaxLength) };
}

internal static class MemberStateFile
{
    public const string Name = "member_states.csv";
    private const int TimeZoneMaxLength = 64;

    public static IReadOnlyDictionary<string, MemberStateFact> Read(ReferenceFiles files, SourceFile sources) =>
        CsvRows
            .Read(files, Name, 1, "code", "iso3", "name", "ministry", "time_zone", "joined_on")
            .Select(row => (Code: row.Code("code", CodeForms.MemberState), Row: row))
            .ToDictionary(each => each.Code, each => MemberState(each.Row, sources.Of(ResourceType.MemberState, each.Code)));

    private static MemberStateFact MemberState(CsvRow row, IEnumerable<Source> sources) =>
        new()
        {
            Name = row.Text("name", Party.NameMaxLength),
            Iso3 = row.Code("iso3", CodeForms.Iso3),
            Ministry = row.TextOrNull("ministry", Party.NameMaxLength),
            TimeZone = row.TextOrNull("time_zone", TimeZoneMaxLength),
            JoinedOn = Stored.Day(row.DayOrNull("joined_on")),
            Sources = Stored.List(sources),
        };
}

internal static class BodyFile
{
    public const string Name = "bodies.csv";

    public static IReadOnlyDictionary<string, Body> Read(ReferenceFiles files, SourceFile sources) =>
        CsvRows
            .Read(files, Name, 1, "code", "name", "basis", "description")
            .Select(row => Body(row, sources))
            .ToDictionary(body => body.Code);

    private static Body Body(CsvRow row, SourceFile sources)
    {
        var code = row.Code("code", CodeForms.Body);
        return new Body
        {
            Code = code,
            Name = row.Text("name", Party.NameMaxLength),
            Basis = row.Value<OwnershipBasis>("basis"),
            Description = row.TextOrNull("description", Domain.Body.DescriptionMaxLength),
            Sources = [.. sources.Of(ResourceType.Body, code)],
        };
    }
}

internal static class InstrumentFile
{
    public const string Name = "instruments.csv";

    private static readonly string[] Columns =
    [
        "code",
        "title",
        "kind",
        "nature",
        "adopted_on",
        "adopted_precision",
        "period_from",
        "period_to",
        "description",
    ];

    public static IReadOnlyDictionary<string, Instrument> Read(ReferenceFiles files, SourceFile sources) =>
        CsvRows.Read(files, Name, 1, Columns).Select(row => Instrument(row, sources)).ToDictionary(instrument => instrument.Code);

    private static Instrument Instrument(CsvRow row, SourceFile sources)
    {
        var code = row.Code("code", CodeForms.Record);
        var adopted = row.PeriodOrNull("adopted_on", "adopted_precision");
        return new Instrument
        {
            Code = code,
            Title = row.Text("title", Domain.Instrument.TitleMaxLength),
            Kind = row.Value<InstrumentKind>("kind"),
            Nature = row.Value<InstrumentNature>("nature"),
            AdoptedOn = adopted?.LastDay,
            AdoptedPrecision = adopted?.Precision,
            Period = Period(row),
            Description = row.TextOrNull("description", Domain.Instrument.DescriptionMaxLength),
            Sources = [.. sources.Of(ResourceType.Instrument, code)],
        };
    }

    private static Period? Period(CsvRow row) =>
        (row.DayOrNull("period_from"), row.DayOrNull("period_to")) switch
        {
            (null, null) => null,
            var (from, to) when from > to => throw row.Fault("period_to", "it must not be before period_from"),
            var (from, to) => new Period(from, to),
        };
}

/// <summary>What the records rest on: documents, and the words in them.</summary>
internal sealed class SourceFile
{
    private const string DocumentsName = "documents.csv";
    private const string Name = "sources.csv";
    private const int CodeMaxLength = 60;

    private readonly ILookup<(ResourceType Owner, string Code), (CsvRow Row, Source Source)> sources;

    private SourceFile(ILookup<(ResourceType, string), (CsvRow, Source)> sources) => this.sources = sources;

    public static SourceFile Read(ReferenceFiles files)
    {
        var documents = CsvRows
            .Read(files, DocumentsName, 1, "code", "title", "publisher", "published_on", "grade", "url")
            .ToDictionary(row => row.Text("code", CodeMaxLength), Document);
        return new SourceFile(
            CsvRows
                .Read(files, Name, 3, "owner_type", "owner_code", "evidence_id", "document", "fragment")
                .ToLookup(
                    row => (row.Value<ResourceType>("owner_type"), row.Text("owner_code", CodeMaxLength)),
                    row => (row, Source(row, documents))
                )
        );
    }

    public IEnumerable<Source> Of(ResourceType owner, string code) => sources[(owner, code)].Select(each => each.Source);

    /// <summary>A source must not get lost because its owner is mistyped.</summary>
    public void CheckOwners(IReadOnlyDictionary<ResourceType, IEnumerable<string>> codes)
    {
        foreach (var owner in sources)
        {
            var row = owner.First().Row;
            if (!codes.TryGetValue(owner.Key.Owner, out var known))
            {
                throw row.Fault("owner_type", $"it must be one of {string.Join(", ", codes.Keys.Select(EnumCode.Of))}");
            }

            row.Known("owner_code", known, $"the file of each {EnumCode.Of(owner.Key.Owner)}");
        }
    }

    private static Source Document(CsvRow row) =>
        new(Citation(row), null, row.Value<SourceGrade>("grade"), row.AddressOrNull("url", Domain.Source.UrlMaxLength));

    /// <summary>The title, and behind it the date where the document bears one.</summary>
    private static string Citation(CsvRow row)
    {
        var date = row.DayMonthOrYearOrNull("published_on");
        var behind = date is null ? "" : $" ({date})";
        return row.Text("title", Domain.Source.DocumentMaxLength - behind.Length) + behind;
    }

    private static Source Source(CsvRow row, Dictionary<string, Source> documents) =>
        documents[row.Known("document", documents.Keys, DocumentsName)] with
        {
            Fragment = row.Text("fragment", Domain.Source.FragmentMaxLength),
        };
}

/// <summary>The commitments, with what the other files say of them.</summary>
internal sealed class CommitmentFile(
    IEnumerable<string> themes,
    IEnumerable<string> instruments,
    AssignmentFile assignments,
    SourceFile sources
)
{
    public const string Name = "commitments.csv";

    private static readonly string[] Columns =
    [
        "code",
        "title",
        "description",
        "kind",
        "verb",
        "scope",
        "instrument",
        "also_under",
        "theme",
        "due_on",
        "due_precision",
        "deadline_basis",
        "deadline_source",
    ];

    public IReadOnlyDictionary<string, Commitment> Read(ReferenceFiles files) =>
        CsvRows.Read(files, Name, 1, Columns).ToDictionary(row => row.Code("code", CodeForms.Record), Commitment);

    private Commitment Commitment(CsvRow row)
    {
        var code = row.Code("code", CodeForms.Record);
        return new Commitment
        {
            Code = code,
            Title = row.Text("title", Domain.Commitment.TitleMaxLength),
            Description = row.TextOrNull("description", Domain.Commitment.DescriptionMaxLength),
            Kind = row.Value<CommitmentKind>("kind"),
            Verb = row.TextOrNull("verb", Domain.Commitment.VerbMaxLength),
            Scope = row.Value<Scope>("scope"),
            Instrument = row.Known("instrument", instruments, InstrumentFile.Name),
            AlsoUnder = row.AllKnown("also_under", instruments, InstrumentFile.Name).ToImmutableSortedSet(StringComparer.Ordinal),
            Theme = row.Known("theme", themes, ThemeFile.Name),
            Publication = Publication.Published,
            Sources = [.. sources.Of(ResourceType.Commitment, code)],
            Deadline = Deadline(row),
            Assignments = assignments.Of(code).ToImmutableSortedDictionary(each => each.Party, each => each, StringComparer.Ordinal),
        };
    }

    private static Deadline Deadline(CsvRow row)
    {
        var due = row.PeriodOrNull("due_on", "due_precision");
        var basis = row.Value<DeadlineBasis>("deadline_basis");
        return due is null == (basis == DeadlineBasis.None)
            ? new Deadline(due?.LastDay, due?.Precision, basis, row.TextOrNull("deadline_source", Domain.Deadline.SourceMaxLength))
            : throw row.Fault("deadline_basis", "it must be none where there is no due date, and only there");
    }
}

/// <summary>Who owns which commitment.</summary>
internal sealed class AssignmentFile
{
    public const string Name = "assignments.csv";

    private readonly ILookup<string, (CsvRow Row, Assignment Assignment)> assignments;

    private AssignmentFile(ILookup<string, (CsvRow, Assignment)> assignments) => this.assignments = assignments;

    public static AssignmentFile Read(ReferenceFiles files, IEnumerable<string> parties) =>
        new(
            CsvRows
                .Read(files, Name, 2, "commitment", "party", "role", "basis")
                .ToLookup(row => row.Code("commitment", CodeForms.Record), row => (row, Assignment(row, parties)))
        );

    public IEnumerable<Assignment> Of(string commitment) => assignments[commitment].Select(each => each.Assignment);

    /// <summary>An assignment must not get lost because its commitment is mistyped.</summary>
    public void CheckCommitments(IEnumerable<string> commitments)
    {
        foreach (var commitment in assignments)
        {
            commitment.First().Row.Known("commitment", commitments, CommitmentFile.Name);
        }
    }

    private static Assignment Assignment(CsvRow row, IEnumerable<string> parties) =>
        new(
            row.Known("party", parties, $"{MemberStateFile.Name} or {BodyFile.Name}"),
            row.Value<AssignmentRole>("role"),
            row.Value<OwnershipBasis>("basis")
        );
}

/// <summary>What is known of the progress of commitments, each row as a progress update of one party.</summary>
internal static class ProgressUpdateFile
{
    private const string Name = "progress_updates.csv";

    private static readonly string[] Columns = ["commitment", "party", "as_of", "status", "narrative", "evidence_title", "evidence_url"];

    public static IReadOnlyList<NewProgressUpdate> Read(ReferenceFiles files, IReadOnlyDictionary<string, Commitment> commitments) =>
        [.. CsvRows.Read(files, Name, 3, Columns).Select(row => Update(row, commitments))];

    private static NewProgressUpdate Update(CsvRow row, IReadOnlyDictionary<string, Commitment> commitments)
    {
        var commitment = row.Known("commitment", commitments.Keys, CommitmentFile.Name);
        return new NewProgressUpdate
        {
            CommitmentCode = commitment,
            PartyCode = row.Known("party", commitments[commitment].Assignments.Keys, $"{AssignmentFile.Name} with {commitment}"),
            AsOf = row.Day("as_of"),
            Status = row.Value<ReportedStatus>("status"),
            Narrative = row.Text("narrative", ProgressUpdate.NarrativeMaxLength),
            Evidence =
            [
                new Evidence(row.Text("evidence_title", Evidence.TitleMaxLength), row.AddressOrNull("evidence_url", Evidence.UrlMaxLength)),
            ],
            RecordedBy = ReferenceDataLoader.Actor,
        };
    }
}
