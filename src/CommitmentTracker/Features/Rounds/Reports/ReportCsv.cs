using CsvHelper;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>The report of a round as a table: one row a commitment and party, and one a commitment that nobody owns.</summary>
internal static class ReportCsv
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly (string Name, Func<Line, string?> Value)[] Columns =
    [
        ("round", line => line.Report.Round.Code),
        ("commitment", line => line.Commitment.Code),
        ("title", line => line.Commitment.Title),
        ("description", line => line.Commitment.Description),
        ("instrument", line => line.Commitment.Instrument),
        ("theme", line => line.Commitment.Theme),
        ("dueOn", line => Day(line.Commitment.DueOn)),
        ("duePrecision", line => EnumCode.Of(line.Commitment.DuePrecision)),
        ("commitmentStatus", line => EnumCode.Of(line.Commitment.Status)),
        ("party", line => line.Assignment?.Party),
        ("partyName", line => line.Assignment?.Name),
        ("partyKind", line => EnumCode.Of(line.Assignment?.PartyKind)),
        ("role", line => EnumCode.Of(line.Assignment?.Role)),
        ("status", line => EnumCode.Of(line.Assignment?.Status)),
        ("percent", line => line.Assignment?.Percent?.ToString(CultureInfo.InvariantCulture)),
        ("health", line => EnumCode.Of(line.Assignment?.Health)),
        ("healthReason", line => line.Assignment?.HealthReason),
        ("deadlineState", line => EnumCode.Of(line.Assignment?.DeadlineState ?? line.Commitment.DeadlineState)),
        ("freshness", line => EnumCode.Of(line.Assignment?.Freshness ?? line.Commitment.Freshness)),
        ("lastReportedOn", line => Day(line.Assignment?.LastReportedOn)),
        ("reportedInPeriod", line => line.Assignment is { } assignment ? YesOrNo(assignment.Update is not null) : null),
        ("asOf", line => Day(line.Update?.AsOf)),
        ("nilReturn", line => line.Update is { } update ? YesOrNo(update.NilReturn) : null),
        ("narrative", line => line.Update?.Narrative),
        ("challenges", line => line.Update?.Challenges),
        ("nextStep", line => line.Update?.NextStep),
        ("evidence", line => line.Update is { } update ? string.Join('\n', update.Evidence.Select(Evidence)) : null),
    ];

    private static readonly CsvWriterOptions Form = new() { Quoting = CsvQuoting.WhenNeededOrWhitespace };

    public static string Of(RoundReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        // Without it Excel takes UTF-8 for something else, and what is not Latin for noise.
        text.Write(ByteOrderMark);
        using (var csv = CsvWriter.Create(text, Form, leaveOpen: true))
        {
            Write(csv, Columns.Select(column => column.Name));
            foreach (var line in report.Commitments.SelectMany(commitment => Lines(report, commitment)))
            {
                Write(csv, Columns.Select(column => column.Value(line)));
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Line> Lines(RoundReport report, ReportedCommitment commitment) =>
        commitment.Assignments.Count == 0
            ? [new Line(report, commitment, null)]
            : commitment.Assignments.Select(assignment => new Line(report, commitment, assignment));

    private static void Write(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell is null ? null : CellText.Guard(cell));
        }

        csv.EndRecord();
    }

    private static string? Day(DateOnly? day) => day?.ToString(DayJsonConverter.Format, CultureInfo.InvariantCulture);

    private static string YesOrNo(bool value) => value ? "yes" : "no";

    private static string Evidence(ReportedEvidence evidence) => evidence.Url is null ? evidence.Title : $"{evidence.Title} {evidence.Url}";

    private sealed record Line(RoundReport Report, ReportedCommitment Commitment, ReportedAssignment? Assignment)
    {
        public ReportedUpdate? Update => Assignment?.Update;
    }
}
