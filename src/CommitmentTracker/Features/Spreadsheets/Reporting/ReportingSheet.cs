using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Features.Spreadsheets.Templates;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.Spreadsheets.Reporting;

/// <summary>What a party has still to report in a round, as a sheet to complete: one row a commitment.</summary>
internal static class ReportingSheet
{
    public static SheetTemplate Of(Round round, Party party, RoundRecords records, AllowedLists allowed)
    {
        var rows = records.MissingOf(party.Code).Select(Row).ToList();
        return new SheetTemplate("progress-updates", ProgressUpdateSheet.ColumnsToFillIn, rows, allowed)
        {
            Title = Title(round, party, rows.Count),
            // Not up to today: it is filled in some days later, and the import refuses what lies ahead then.
            Between = new Dictionary<string, (DateOnly From, DateOnly To)> { ["asOf"] = (round.From, round.To) },
        };
    }

    private static IReadOnlyList<string> Row(TrackedAssignment each)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["commitment"] = each.Of.Code,
            [ProgressUpdateSheet.Title] = each.Of.Commitment.Title,
            ["party"] = each.Assignment.Party,
            ["status"] = ProgressUpdateSheet.StatusCell(each.Assignment),
            ["percent"] = ProgressUpdateSheet.PercentCell(each.Assignment),
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
