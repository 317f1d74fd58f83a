using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Features.Spreadsheets.Templates;

namespace CommitmentTracker.Features.Spreadsheets.Reporting;

/// <summary>What a party has still to report in a round, as a sheet to complete: one row a commitment.</summary>
internal static class ReportingSheet
{
    public static SheetTemplate Of(Round round, Party party, RoundRecords records, AllowedLists allowed)
    {
        var titles = records.Commitments.ToDictionary(
            commitment => commitment.Code,
            commitment => commitment.Title,
            StringComparer.Ordinal
        );
        var rows = records.MissingOf(party.Code).Select(row => Row(row, titles[row.CommitmentCode])).ToList();
        return new SheetTemplate("progress-updates", ProgressUpdateSheet.ColumnsToFillIn, rows, allowed)
        {
            Title = Title(round, party, rows.Count),
            // Not up to today: it is filled in some days later, and the import refuses what lies ahead then.
            Between = new Dictionary<string, (DateOnly From, DateOnly To)> { ["asOf"] = (round.From, round.To) },
        };
    }

    private static IReadOnlyList<string> Row(AssignmentRow assignment, string title)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["commitment"] = assignment.CommitmentCode,
            [ProgressUpdateSheet.Title] = title,
            ["party"] = assignment.PartyCode,
            ["status"] = ProgressUpdateSheet.StatusCell(assignment),
            ["percent"] = ProgressUpdateSheet.PercentCell(assignment),
        };
        return [.. ProgressUpdateSheet.ColumnsToFillIn.Select(column => cells.GetValueOrDefault(column.Name, ""))];
    }

    /// <summary>It begins with # like every remark.</summary>
    private static string Title(Round round, Party party, int rows) =>
        $"# {party.Name}, {round.Code}: "
        + (
            rows == 0
                ? "nothing is left to report."
                : $"fill in asOf (a day from {Stored.Day(round.From)} to {Stored.Day(round.To)}, not in the future), status and narrative; "
                    + $"or true as nilReturn where there is nothing to tell. Leave alone what you do not report on. To be in by {Stored.Day(round.ClosesOn)}."
        );
}
