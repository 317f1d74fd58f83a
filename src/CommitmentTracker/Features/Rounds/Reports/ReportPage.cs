using System.Security.Cryptography;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>The report of a round as a page to read and to print.</summary>
internal static class ReportPage
{
    public static string Of(RoundReport report, string digest) =>
        Html.Of(
                $"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{report.Round.Name} ({report.Round.Code})</title>
                {Style}
                </head>
                <body>
                {Head(report)}
                <main>
                {ReportFigures.Of(report.Figures)}
                {ReportTables.Reporting(report)}
                {ReportTables.Matrix(report)}
                {ReportTexts.Of(report)}
                </main>
                <footer>
                <p>This report was frozen when the round was closed, and does not change. SHA-256 of its data: {digest}.</p>
                </footer>
                </body>
                </html>

                """
            )
            .ToString()
            .ReplaceLineEndings("\n");

    // No value of a report is in it, and its bytes are what the policy allows.
    private static Html Style => Html.Markup($"<style>{ReportStyle.Text}</style>");

    private static Html Head(RoundReport report) =>
        Html.Of(
            $"""
            <header>
            <p class="kind">Report of a reporting round</p>
            <h1>{report.Round.Name}</h1>
            <dl>
            <dt>Round</dt><dd>{report.Round.Code}</dd>
            <dt>Instruments</dt><dd>{string.Join("; ", report.Round.Instruments.Select(each => $"{each.Title} ({each.Code})"))}</dd>
            <dt>Period</dt><dd>{report.Round.Period.From} to {report.Round.Period.To}</dd>
            <dt>Closed</dt><dd>{report.ClosedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}</dd>
            <dt>States as of</dt><dd>{report.AsOf}, the day in the tracker's time zone</dd>
            </dl>
            </header>
            """
        );
}

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

/// <summary>How the page of a report looks, on the screen and on paper, and the policy that lets a browser take this style and nothing else.</summary>
internal static class ReportStyle
{
    public static readonly string Text = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 80rem; padding: 2rem 1.5rem; color: #1b2430; background: #fff;
          font: 1rem/1.5 "Noto Sans", "Noto Sans Thai", "Noto Sans Lao", "Noto Sans Khmer", "Noto Sans Myanmar", system-ui, sans-serif; }
        header { border-bottom: 3px solid #1f4e8c; margin-bottom: 2rem; padding-bottom: 1rem; }
        h1, h2, h3, h4 { color: #163a69; line-height: 1.25; overflow-wrap: anywhere; }
        h1 { margin: 0 0 1rem; font-size: 2rem; }
        h2 { margin: 2.5rem 0 1rem; font-size: 1.4rem; border-bottom: 1px solid #b8c4d4; padding-bottom: .25rem; }
        h3 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
        h4 { margin: 1rem 0 .25rem; font-size: 1rem; color: #1b2430; }
        .kind { margin: 0 0 .25rem; color: #45556b; font-weight: 600; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .25rem 0; }
        dt { color: #45556b; } dd { margin: 0; overflow-wrap: anywhere; }
        .prose { white-space: pre-line; overflow-wrap: anywhere; }
        .facts { margin: .25rem 0; color: #45556b; }
        .scroll { overflow-x: auto; margin: 0 0 1.5rem; }
        .scroll:focus-visible { outline: 2px solid #1f4e8c; outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: .8rem; line-height: 1.35; }
        caption { text-align: left; font-weight: 600; padding: .25rem 0; }
        th, td { border: 1px solid #b8c4d4; padding: .25rem .35rem; text-align: left; vertical-align: top; }
        thead th { background: #e8eef6; }
        tbody th { font-weight: 600; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .cell { min-width: 4.7rem; } .title { min-width: 11rem; }
        .warn { color: #9b1c1c; font-weight: 600; }
        .party { border-left: 3px solid #b8c4d4; padding-left: 1rem; margin: .75rem 0; }
        ul { margin: 0; padding-left: 1.1rem; }
        a { color: #1f4e8c; }
        footer { margin-top: 3rem; border-top: 1px solid #b8c4d4; padding-top: .75rem; color: #45556b; font-size: .85rem; overflow-wrap: anywhere; }
        @page { size: A4 landscape; margin: 14mm; }
        @media print {
          body { max-width: none; padding: 0; font-size: 9.5pt; }
          table { font-size: 7.5pt; } th, td { padding: 2px 3px; } .cell, .title { min-width: 0; }
          .scroll { overflow: visible; }
          .part { break-before: page; }
          thead { display: table-header-group; }
          tr, dl { break-inside: avoid; } h2, h3, h4, caption { break-after: avoid; }
          a { color: inherit; text-decoration: none; } a[href]::after { content: " (" attr(href) ")"; font-size: 85%; overflow-wrap: anywhere; }
        }
        """.ReplaceLineEndings("\n");

    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

/// <summary>Codes and days as a reader of a page sees them.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var words = EnumCode.Of(value).Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Of(DateOnly? day) => day?.ToString(DayJsonConverter.Format, CultureInfo.InvariantCulture) ?? "–";
}
