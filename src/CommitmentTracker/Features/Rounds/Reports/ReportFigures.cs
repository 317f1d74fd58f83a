using System.Globalization;
using CommitmentTracker.Http;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>The figures on the page of a report.</summary>
internal static class ReportFigures
{
    private static readonly (string Name, Func<Figures, long> Count)[] Columns =
    [
        ("Total", figures => figures.Total),
        ("Completed", figures => figures.ByStatus.Completed),
        ("In progress", figures => figures.ByStatus.InProgress),
        ("Not started", figures => figures.ByStatus.NotStarted),
        ("On hold", figures => figures.ByStatus.OnHold),
        ("Not reported", figures => figures.ByStatus.NotReported),
        ("Cancelled", figures => figures.ByStatus.Cancelled),
        ("Superseded", figures => figures.ByStatus.Superseded),
        ("Overdue", figures => figures.ByDeadlineState.Overdue),
        ("Due soon", figures => figures.ByDeadlineState.DueSoon),
        ("Met", figures => figures.ByDeadlineState.Met),
        ("Met late", figures => figures.ByDeadlineState.MetLate),
        ("Stale", figures => figures.ByFreshness.Stale),
    ];

    public static Html Of(RoundFigures figures) =>
        Html.Of(
            $"""
            <section>
            <h2>In figures</h2>
            {Table("In all", "What is counted", [("Commitments", figures.Commitments), ("Assignments", figures.Assignments)])}
            {Table("Assignments by member state", "Member state", Rows(figures.ByMemberState))}
            {Table("Assignments by body", "Body", Rows(Counted(figures.ByBody)))}
            {Table(
                "Commitments by instrument, each counted also for those that it is also under",
                "Instrument",
                Rows(Counted(figures.ByInstrument))
            )}
            {Table("Commitments by theme", "Theme", [.. Counted(figures.ByTheme).Select(group => (group.Name, (Figures)group))])}
            </section>
            """
        );

    /// <summary>On paper a line of zeros tells nothing; the data has them all.</summary>
    private static IEnumerable<RoundGroup> Counted(IEnumerable<RoundGroup> groups) => groups.Where(group => group.Total > 0);

    private static IReadOnlyList<(string, Figures)> Rows(IEnumerable<RoundGroup> groups) =>
        [.. groups.Select(group => ($"{group.Name} ({group.Key})", (Figures)group))];

    private static Html Table(string caption, string first, IReadOnlyList<(string Name, Figures Figures)> rows) =>
        rows.Count == 0
            ? Html.Nothing
            : Html.Of(
                $"""
                <div class="scroll" role="region" aria-label="{caption}" tabindex="0">
                <table>
                <caption>{caption}</caption>
                <thead><tr><th scope="col" class="title">{first}</th>{Html.Each(
                    Columns,
                    column => Html.Of($"<th scope=\"col\" class=\"number\">{column.Name}</th>")
                )}<th scope="col" class="number">Completion rate</th></tr></thead>
                <tbody>
                {Html.Each(rows, row => Row(row.Name, row.Figures))}</tbody>
                </table>
                </div>
                """
            );

    private static Html Row(string name, Figures figures) =>
        Html.Of(
            $"""
            <tr><th scope="row">{name}</th>{Html.Each(
                Columns,
                column => Html.Of($"<td class=\"number\">{column.Count(figures)}</td>")
            )}<td class="number">{Rate(figures)}</td></tr>

            """
        );

    private static string Rate(Figures figures) =>
        figures.CompletionRate is { } rate ? (rate * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";
}
