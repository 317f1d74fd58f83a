using CommitmentTracker.Http;

namespace CommitmentTracker.Features.Rounds.Reports;

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
