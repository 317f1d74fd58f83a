using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using FluentValidation;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Records progress updates on behalf of their parties, through what the API records them through, and none a second time.</summary>
internal sealed class ProgressUpdateImport(IValidator<ReportProgressRequest> validator, ReportingClock clock, string actor) : IRowImport
{
    private const string SameDaySql = $"""
        select {ProgressUpdateRow.Columns}
        from progress_updates
        where commitment_code = @commitment and party_code = @party and as_of = @asOf
        """;

    public static IReadOnlyList<SheetColumn> Columns => ProgressUpdateSheet.Columns;

    public async Task<RowOutcome> ImportAsync(WriteSession session, ImportedLine row)
    {
        var request = Read(row);
        var code = row.Text("commitment");
        var update = request.ToUpdate(code, actor);
        // What is recorded already is not judged anew: it may be older than a rule.
        if (!row.IsFaulty && await IsRecordedAsync(session, update))
        {
            return RowOutcome.Unchanged;
        }

        row.Invalid(validator.Validate(request), member => member.Split('[', '.')[0]);
        if (clock.FaultOfLater(request.AsOf) is { } later)
        {
            row.Invalid("asOf", later);
        }

        if (row.IsFaulty)
        {
            return RowOutcome.Faulty;
        }

        if (row[ProgressUpdateSheet.Review] is not ("" or "verified"))
        {
            row.Invalid(
                ProgressUpdateSheet.Review,
                "must be verified or empty for a new progress update: what is imported is verified at once"
            );
            return RowOutcome.Faulty;
        }

        var recorded = await ProgressUpdateWriter.RecordVerifiedAsync(session, update);
        if (!recorded.Succeeded(out _, out var refusal))
        {
            row.Refused(refusal, field => field, "commitment");
            return RowOutcome.Faulty;
        }

        return RowOutcome.Created;
    }

    public Task FinishAsync(WriteSession session) => Task.CompletedTask;

    private static async Task<bool> IsRecordedAsync(Session session, NewProgressUpdate update)
    {
        var cells = ProgressUpdateSheet.Cells(update);
        var sameDay = await session.QueryAsync<ProgressUpdateRow>(
            SameDaySql,
            new
            {
                commitment = update.CommitmentCode,
                party = update.PartyCode,
                asOf = Stored.Day(update.AsOf),
            }
        );
        return sameDay.Any(row => ProgressUpdateSheet.Cells(row).All(pair => cells[pair.Key] == pair.Value));
    }

    private static ReportProgressRequest Read(ImportedLine row) =>
        new()
        {
            Party = row.Text("party"),
            AsOf = row.Text("asOf").Length == 0 ? default : row.DayOrNull("asOf") ?? default,
            Status = row.Value<ReportedStatus>("status"),
            Percent = row.WholeOrNull("percent"),
            Health = row.ValueOrNull<Health>("health"),
            HealthReason = row.TextOrNull("healthReason"),
            Narrative = row.TextOrNull("narrative"),
            NilReturn = IsYes(row),
            Challenges = row.TextOrNull("challenges"),
            NextStep = row.TextOrNull("nextStep"),
            Evidence =
            [
                .. row.Records("evidence", ProgressUpdateSheet.EvidenceParts, "title|url")
                    .Select(parts => new EvidenceResource { Title = parts[0], Url = parts[1].Length == 0 ? null : parts[1] }),
            ],
        };

    /// <summary>In whatever case: spreadsheets write TRUE.</summary>
    private static bool IsYes(ImportedLine row)
    {
        var cell = row["nilReturn"];
        var isYes = cell.Equals(ProgressUpdateSheet.Yes, StringComparison.OrdinalIgnoreCase);
        if (!isYes && cell.Length > 0 && !cell.Equals(ProgressUpdateSheet.No, StringComparison.OrdinalIgnoreCase))
        {
            row.Invalid("nilReturn", $"must be {ProgressUpdateSheet.Yes} or {ProgressUpdateSheet.No}");
        }

        return isYes;
    }
}
