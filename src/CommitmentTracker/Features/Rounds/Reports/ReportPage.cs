using System.Globalization;
using CommitmentTracker.Http;

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
