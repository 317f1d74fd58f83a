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

/// <summary>The commitments, one after the other, with what each party says, on the page of a report.</summary>
internal static class ReportTexts
{
    public static Html Of(RoundReport report) =>
        Html.Of(
            $"""
            <section class="part">
            <h2>Commitment by commitment</h2>
            {Html.Each(report.Commitments, Commitment)}</section>
            """
        );

    private static Html Commitment(ReportedCommitment commitment) =>
        Html.Of(
            $"""
            <article>
            <h3>{commitment.Code} {commitment.Title}</h3>
            <p class="facts">{string.Join(" · ", Facts(commitment))}</p>
            {Prose(commitment.Description)}
            {Html.Each(commitment.Assignments.Where(each => each.Update is not null), each => Party(each, each.Update!))}{Silent(
                commitment
            )}</article>

            """
        );

    private static IEnumerable<string> Facts(ReportedCommitment commitment)
    {
        yield return Words.Of(commitment.Status);
        if (commitment.Health is { } health)
        {
            yield return Words.Of(health);
        }

        yield return commitment is { DueOn: { } dueOn, DuePrecision: { } precision }
            ? $"Due {Words.Of(dueOn)} ({Words.Of(precision).ToLowerInvariant()}): {Words.Of(commitment.DeadlineState).ToLowerInvariant()}"
            : "No deadline";
        yield return commitment.Instrument;
        yield return commitment.Theme;
    }

    private static Html Party(ReportedAssignment assignment, ReportedUpdate update) =>
        Html.Of(
            $"""
            <div class="party">
            <h4>{assignment.Name} ({assignment.Party})</h4>
            <p class="facts">{string.Join(" · ", Facts(assignment))} · reported as of {update.AsOf}</p>
            {(update.NilReturn ? Html.Of($"<p>Nil return: nothing to report.</p>") : Html.Nothing)}
            {Prose(update.Narrative)}
            <dl>{Term("Health reason", assignment.HealthReason)}{Term("Challenges", update.Challenges)}{Term(
                "Next step",
                update.NextStep
            )}{Evidence(update.Evidence)}</dl>
            </div>

            """
        );

    private static IEnumerable<string> Facts(ReportedAssignment assignment)
    {
        yield return Words.Of(assignment.Role);
        yield return assignment.Percent is { } percent ? $"{Words.Of(assignment.Status)}, {percent} %" : Words.Of(assignment.Status);
        if (assignment.Health is { } health)
        {
            yield return Words.Of(health);
        }

        yield return Words.Of(assignment.DeadlineState);
    }

    private static Html Silent(ReportedCommitment commitment)
    {
        var names = commitment.Assignments.Where(each => each.Update is null).Select(each => $"{each.Name} ({each.Party})").ToList();
        return names.Count > 0 ? Html.Of($"<p class=\"facts\">Not reported in the period: {string.Join(", ", names)}.</p>\n")
            : commitment.Assignments.Count == 0 ? Html.Of($"<p class=\"facts\">No party has an assignment.</p>\n")
            : Html.Nothing;
    }

    private static Html Prose(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Html.Nothing : Html.Of($"<p class=\"prose\" dir=\"auto\">{text}</p>");

    private static Html Term(string term, string? text) =>
        string.IsNullOrWhiteSpace(text) ? Html.Nothing : Html.Of($"<dt>{term}</dt><dd class=\"prose\" dir=\"auto\">{text}</dd>");

    private static Html Evidence(IReadOnlyList<ReportedEvidence> evidence) =>
        evidence.Count == 0
            ? Html.Nothing
            : Html.Of($"<dt>Evidence</dt><dd><ul>{Html.Each(evidence, each => Html.Of($"<li>{Link(each)}</li>"))}</ul></dd>");

    /// <summary>Only an address of the web becomes a link, whatever was let in once.</summary>
    private static Html Link(ReportedEvidence evidence) =>
        Uri.TryCreate(evidence.Url, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? Html.Of($"<a href=\"{evidence.Url}\" rel=\"noreferrer\">{evidence.Title}</a>")
            : Html.Of($"{evidence.Title}");
}
