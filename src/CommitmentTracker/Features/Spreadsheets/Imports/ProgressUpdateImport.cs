using System.Security.Cryptography;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Records progress updates on behalf of their parties, through what the API records them through, and none a second time.</summary>
internal sealed class ProgressUpdateImport(
    IValidator<ReportProgressRequest> validator,
    IReadOnlyDictionary<string, Party> parties,
    ReportingClock clock,
    DateOnly today,
    string actor
) : IRowImport
{
    private readonly HashSet<string> planned = new(StringComparer.Ordinal);

    /// <summary>Where nothing stands in a row that was handed out to be completed, and was not.</summary>
    private static readonly IReadOnlyList<string> Untouched =
    [
        .. ProgressUpdateSheet
            .Columns.Select(column => column.Name)
            .Except(["commitment", "party", "status", "percent", "nilReturn"], StringComparer.Ordinal),
    ];

    public IReadOnlyList<SheetColumn> Columns => ProgressUpdateSheet.ColumnsToFillIn;

    public async Task<RowPlan> PlanAsync(Session session, ImportedLine row)
    {
        if (await IsLeftAloneAsync(session, row))
        {
            return LeftAlone(row);
        }

        var request = Read(row);
        var review = row.ValueOrNull<ReviewState>(ProgressUpdateSheet.Review);
        var code = row.Text("commitment");
        var update = request.ToUpdate(code, actor);
        // What is recorded already is not judged anew: it may be older than a rule.
        if (!row.IsFaulty && await RecordedReviewsAsync(session, update) is { Count: > 0 } recorded)
        {
            return AsReviewed(row, review, recorded);
        }

        var result = validator.Validate(request);
        // That nothing was done, where it only could not be read whether there is anything to report.
        result.Errors.RemoveAll(fault => fault.PropertyName == "narrative" && row.HasFault("nilReturn"));
        row.Invalid(result, member => member.Split('[', '.')[0]);
        if (clock.FaultOfLater(request.AsOf, today) is { } later)
        {
            row.Invalid("asOf", later);
        }

        if (request.Party.Length > 0 && !parties.ContainsKey(request.Party))
        {
            row.Fault("party", RowErrorCode.UnknownReference, UnknownParty.Fault(request.Party, parties));
        }

        if (row.IsFaulty)
        {
            return RowPlan.Faulty;
        }

        if (review is not (null or ReviewState.Verified))
        {
            row.Invalid(
                ProgressUpdateSheet.Review,
                "must be verified or empty for a new progress update: what is imported is verified at once"
            );
            return RowPlan.Faulty;
        }

        var foreseen = await ProgressUpdateWriter.ForeseeAsync(session, update);
        if (!foreseen.Succeeded(out var states, out var refusal))
        {
            row.Refused(refusal, field => field, "commitment");
            return RowPlan.Faulty;
        }

        if (!planned.Add(KeyOf(ProgressUpdateSheet.Cells(update))))
        {
            return RowPlan.Unchanged;
        }

        return new RowPlan(RowOutcome.Created, write => RecordAsync(write, row, update))
        {
            Code = code,
            Version = states.Before.Version,
            Changes = Changes(row, code, states.Before.Commitment, states.After),
        };
    }

    public Task FinishPlanAsync(Session session) => Task.CompletedTask;

    public Task FinishAsync(WriteSession session) => Task.CompletedTask;

    public Task FinishAsync(WriteSession session, ImportedLine row) => Task.CompletedTask;

    /// <summary>Whether the row tells no day and no more than the party has reported last: nobody has completed it.</summary>
    private static async Task<bool> IsLeftAloneAsync(Session session, ImportedLine row)
    {
        if (Untouched.Any(column => row[column].Length > 0 || row.HasFault(column)) || IsYes(row))
        {
            return false;
        }

        var commitment = await CommitmentReader.LoadAsync(session, row["commitment"]);
        return commitment?.Commitment.Assignments.GetValueOrDefault(row["party"]) is { } last
            && row["status"] == ProgressUpdateSheet.StatusCell(last)
            && row["percent"] == ProgressUpdateSheet.PercentCell(last)
            && !row.IsFaulty;
    }

    private static RowPlan LeftAlone(ImportedLine row) =>
        RowPlan.Unchanged with
        {
            Warnings =
            [
                new RowWarning
                {
                    Row = row.Number,
                    Column = "asOf",
                    Message =
                        $"{row["party"]} reports nothing on {row["commitment"]}: the row tells no day and nothing new, and was passed over",
                },
            ],
        };

    private static async Task RecordAsync(WriteSession session, ImportedLine row, NewProgressUpdate update)
    {
        var recorded = await ProgressUpdateWriter.RecordVerifiedAsync(session, update);
        if (!recorded.Succeeded(out _, out var refusal))
        {
            row.Refused(refusal, field => field, "commitment");
        }
    }

    /// <summary>A sheet records and reviews nothing: another state than the recorded one is refused, instead of passed over.</summary>
    private static RowPlan AsReviewed(ImportedLine row, ReviewState? given, IReadOnlyList<string> recorded)
    {
        if (given is null || recorded.Contains(EnumCode.Of(given)))
        {
            return RowPlan.Unchanged;
        }

        row.Invalid(
            ProgressUpdateSheet.Review,
            $"is {recorded[0]} in the tracker. A sheet does not review: verify or return it under /progress-updates, and leave this cell as it was exported"
        );
        return RowPlan.Faulty;
    }

    /// <summary>The states of review of what is recorded already and says the same.</summary>
    private static async Task<IReadOnlyList<string>> RecordedReviewsAsync(Session session, NewProgressUpdate update)
    {
        var key = KeyOf(ProgressUpdateSheet.Cells(update));
        var sameDay = await ProgressUpdateReader.OfDayAsync(session, update.CommitmentCode, update.PartyCode, update.AsOf);
        return [.. sameDay.Where(each => KeyOf(ProgressUpdateSheet.Cells(each)) == key).Select(each => EnumCode.Of(each.Review))];
    }

    /// <summary>What tells one report from another, as short as it can be: a sheet may hold two hundred thousand.</summary>
    private static string KeyOf(Dictionary<string, string> cells)
    {
        var texts = ProgressUpdateSheet.Columns.Select(column => CellText.Plain(cells.GetValueOrDefault(column.Name, "")));
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))));
    }

    /// <summary>As the history of the commitment will tell it.</summary>
    private static IEnumerable<CellChange> Changes(ImportedLine row, string code, Commitment before, Commitment after)
    {
        var fields = CommitmentFields.Between(before, after);
        return fields.After.Keys.Select(field =>
            CellChange.Of(row.Number, code, field, Text(fields.Before[field]), Text(fields.After[field]))
        );

        static string Text(JsonNode? value) => value?.ToString() ?? "";
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
