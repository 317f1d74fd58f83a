using System.Globalization;

namespace CommitmentTracker.Tests.Http.Access;

/// <summary>
/// Who may do what: the right answer to a valid request of each operation by each caller. An operation has a row by its id, and one
/// more for each state of a record that changes what a caller may do; the words after the id say which. The records belong to the party
/// of the focal point in the column <c>own</c>.
/// </summary>
internal static class RightsTable
{
    private const string Text = """
        operation                             | none | wrong | expired | revoked | reader | other | own | secretariat | admin
        ListCommitments                       | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        CreateCommitment                      | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 201         | 201
        ReadCommitment                        | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadCommitment of a draft             | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        ReadCommitment withdrawn              | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        ReadCommitment archived               | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 410         | 410
        ReadCommitment that does not exist    | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 404         | 404
        ChangeCommitment                      | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        ChangeCommitment of a draft           | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        ChangeCommitment that does not exist  | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 404         | 404
        ArchiveCommitment                     | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 204         | 204
        ReadDeadline                          | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadDeadline of a draft               | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        PutDeadline                           | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        ReadHistory                           | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadHistory of a draft                | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        ReadHistory archived                  | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        ListCommitmentAssignments             | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ListCommitmentAssignments of a draft  | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        PutAssignment                         | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        RemoveAssignment                      | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        ListMilestones                        | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ListMilestones of a draft             | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        CreateMilestone                       | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 201         | 201
        ReadMilestone                         | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadMilestone of a draft              | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        ChangeMilestone                       | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        DeleteMilestone                       | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 204         | 204
        ListProgressUpdates                   | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ListProgressUpdates of a draft        | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        ReportProgress                        | 401  | 401   | 401     | 401     | 403    | 403   | 201 | 201         | 201
        ReportProgress of a draft             | 401  | 401   | 401     | 401     | 403    | 403   | 404 | 201         | 201
        ReportProgress that does not exist    | 401  | 401   | 401     | 401     | 403    | 403   | 404 | 404         | 404
        ReadProgressUpdate                    | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadProgressUpdate submitted          | 404  | 401   | 401     | 401     | 404    | 404   | 200 | 200         | 200
        ReadProgressUpdate returned           | 404  | 401   | 401     | 401     | 404    | 404   | 200 | 200         | 200
        ReadProgressUpdate of a draft         | 404  | 401   | 401     | 401     | 404    | 404   | 404 | 200         | 200
        ReviewQueue                           | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        VerifyProgressUpdate                  | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        VerifyProgressUpdate returned         | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 409         | 409
        ReturnProgressUpdate                  | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        VoidProgressUpdate                    | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        VoidProgressUpdate submitted          | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 409         | 409
        FollowChanges                         | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadMatrix                            | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadTimeline                          | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadSummary                           | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ListAssignments                       | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ListDeadlines                         | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadCalendar                          | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ExportCommitments                     | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ExportCommitmentsAsXlsx               | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ExportAssignments                     | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ExportAssignmentsAsXlsx               | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ExportProgressUpdates                 | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ExportProgressUpdatesAsXlsx           | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadCommitmentTemplateAsCsv           | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadCommitmentTemplateAsXlsx          | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadProgressUpdateTemplateAsCsv       | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadProgressUpdateTemplateAsXlsx      | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ListRounds                            | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadRound                             | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadReporting                         | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadReportingSheet                    | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        PreviewRoundReport                    | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadRoundReport                       | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadRoundReportCsv                    | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadRoundReportPage                   | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        CompareRounds                         | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        OpenRound                             | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 201         | 201
        ChangeRound                           | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        CloseRound                            | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        ImportSheet                           | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        ListCalendarFeeds                     | 401  | 401   | 401     | 401     | 403    | 200   | 200 | 200         | 200
        CreateCalendarFeed                    | 401  | 401   | 401     | 401     | 403    | 403   | 201 | 201         | 201
        ReadCalendarFeed                      | 401  | 401   | 401     | 401     | 403    | 404   | 200 | 200         | 200
        RevokeCalendarFeed                    | 401  | 401   | 401     | 401     | 403    | 404   | 200 | 200         | 200
        ListMemberStates                      | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadMemberState                       | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ListBodies                            | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        CreateBody                            | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 201         | 201
        ReadBody                              | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ChangeBody                            | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        ListInstruments                       | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        CreateInstrument                      | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 201         | 201
        ReadInstrument                        | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ChangeInstrument                      | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 200         | 200
        ListThemes                            | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ReadMe                                | 200  | 401   | 401     | 401     | 200    | 200   | 200 | 200         | 200
        ListApiKeys                           | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 403         | 200
        CreateApiKey                          | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 403         | 201
        ReadApiKey                            | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 403         | 200
        ReadApiKey that does not exist        | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 403         | 404
        RevokeApiKey                          | 401  | 401   | 401     | 401     | 403    | 403   | 403 | 403         | 200
        """;

    private static readonly string[][] Cells =
    [
        .. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray()),
    ];

    public static IReadOnlyList<string> Callers { get; } = Cells[0][1..];

    public static IReadOnlyList<RightsRow> Rows { get; } = [.. Cells[1..].Select(Row)];

    private static RightsRow Row(string[] cells)
    {
        var words = cells[0].Split(' ', 2);
        var answers = cells[1..].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture));
        return new RightsRow(words[0], words.ElementAtOrDefault(1) ?? "", Callers.Zip(answers).ToDictionary());
    }
}

/// <summary>The right answers to one request, by caller.</summary>
internal sealed record RightsRow(string Operation, string State, IReadOnlyDictionary<string, int> Answers)
{
    public override string ToString() => $"{Operation} {State}".Trim();
}
