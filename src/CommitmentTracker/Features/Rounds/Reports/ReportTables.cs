using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>Who has reported, and the matrix, on the page of a report.</summary>
internal static class ReportTables
{
    public static Html Reporting(RoundReport report) =>
        Html.Of(
            $"""
            <section class="part">
            <h2>Who has reported</h2>
            <div class="scroll" role="region" aria-label="Who has reported" tabindex="0">
            <table>
            <caption>Verified progress updates as of {report.Round.Period.From} to {report.Round.Period.To}</caption>
            <thead><tr><th scope="col">Party</th><th scope="col" class="number">Assigned</th><th scope="col" class="number">Reported</th><th scope="col" class="number">Nil returns</th><th scope="col">Not reported on</th><th scope="col">Last reported</th></tr></thead>
            <tbody>
            {Html.Each(report.Reporting, Row)}</tbody>
            </table>
            </div>
            </section>
            """
        );

    public static Html Matrix(RoundReport report) =>
        Html.Of(
            $"""
            <section class="part">
            <h2>Commitments by member states</h2>
            <div class="scroll" role="region" aria-label="Commitments by member states" tabindex="0">
            <table>
            <caption>Each member state's role and status, with what asks for attention. A dash: no assignment.</caption>
            <thead><tr><th scope="col" class="title">Commitment</th><th scope="col">Status</th>{Html.Each(
                report.Matrix.MemberStates,
                code => Html.Of($"<th scope=\"col\" class=\"cell\">{code}</th>")
            )}</tr></thead>
            <tbody>
            {Html.Each(report.Matrix.Rows, line => Row(line, report.Matrix.MemberStates))}</tbody>
            </table>
            </div>
            </section>
            """
        );

    private static Html Row(PartyReporting party) =>
        Html.Of(
            $"""
            <tr><th scope="row">{party.Name} ({party.Party})</th><td class="number">{party.Assigned}</td><td class="number">{party.Reported}</td><td class="number">{party.NilReturns}</td><td>{(
                party.Missing.Count == 0 ? "–" : string.Join(", ", party.Missing)
            )}</td><td>{Words.Of(party.LastReportedOn)}</td></tr>

            """
        );

    private static Html Row(RoundMatrixLine line, IReadOnlyList<string> memberStates) =>
        Html.Of(
            $"""
            <tr><th scope="row">{line.Code} {line.Title}</th><td>{Words.Of(line.Status)}</td>{Html.Each(
                memberStates,
                code => Cell(line.Cells.GetValueOrDefault(code))
            )}</tr>

            """
        );

    private static Html Cell(RoundMatrixCell? cell) =>
        cell is null
            ? Html.Of($"<td>–</td>")
            : Html.Of(
                $"<td>{Words.Of(cell.Role)}: {Words.Of(cell.Status)}{Html.Each(Warnings(cell), word => Html.Of($"<br><span class=\"warn\">{word}</span>"))}</td>"
            );

    private static IEnumerable<string> Warnings(RoundMatrixCell cell)
    {
        if (cell.Health is Health.AtRisk or Health.OffTrack)
        {
            yield return Words.Of(cell.Health.Value);
        }

        if (cell.DeadlineState is DeadlineState.Overdue or DeadlineState.DueSoon or DeadlineState.MetLate)
        {
            yield return Words.Of(cell.DeadlineState);
        }

        // What is done or given up needs no newer report.
        if (cell.Freshness == Freshness.Stale && cell.Status is not (Status.Completed or Status.Cancelled))
        {
            yield return Words.Of(cell.Freshness);
        }
    }
}
