using System.Collections.Immutable;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Files;

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
