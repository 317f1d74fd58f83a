using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>The timeline: the histories of all commitments, played again up to each of its days.</summary>
internal static class ExpectedTimeline
{
    /// <param name="records">What is seen today.</param>
    /// <param name="query">Of the timeline, with its first day.</param>
    public static IEnumerable<JsonObject> Points(this SeenRecords records, string query)
    {
        var (filters, today) = (new Filters(query), records.AsOf);
        return Days(Some.Day(filters["from"]!), Some.Day(filters["to"] ?? today), filters["interval"] ?? "month")
            .Select(day => string.CompareOrdinal(day, today) < 0 ? day : today)
            .Select(day => Point(day, StatusesOn(records, day == today ? "9999" : day, filters)));
    }

    private static IEnumerable<string> Days(DateOnly from, DateOnly to, string interval)
    {
        for (var day = from; ; day = day.AddDays(1))
        {
            var next = day.AddDays(1);
            if (
                next.Day == 1
                && (next.Month - 1)
                    % (
                        interval switch
                        {
                            "month" => 1,
                            "quarter" => 3,
                            _ => 12,
                        }
                    )
                    == 0
            )
            {
                yield return $"{day:O}";
                if (day >= to)
                {
                    yield break;
                }
            }
        }
    }

    private static List<string> StatusesOn(SeenRecords records, string day, Filters filters)
    {
        var fields = new Dictionary<string, Dictionary<string, JsonNode?>>();
        // The day ends at midnight in Jakarta.
        foreach (var step in records.All.Journal.Where(step => string.CompareOrdinal(step.At, $"{day}T17:00:00.000Z") < 0))
        {
            fields.TryAdd(step.Code, []);
            foreach (var (name, value) in step.After)
            {
                fields[step.Code][name] = value;
            }
        }

        return [.. fields.Values.Where(then => IsCounted(then, filters)).Select(then => (string)then["status"]!)];
    }

    private static bool IsCounted(Dictionary<string, JsonNode?> fields, Filters filters)
    {
        var instruments = (fields.GetValueOrDefault("alsoUnder")?.AsArray().OfType<JsonNode>() ?? []).Append(fields["instrument"]);
        return (string?)fields["publication"] == "published"
            && (string?)fields["kind"] == "commitment"
            && filters.Has("theme", fields["theme"])
            && instruments.Any(code => filters.Has("instrument", code))
            && (
                filters["memberState"] is not { } states
                || states.Split(',').Any(code => fields.GetValueOrDefault($"assignments/{code}/role") is not null)
            );
    }

    private static JsonObject Point(string day, List<string> statuses)
    {
        var point = new JsonObject { ["on"] = day };
        foreach (var (name, value) in ExpectedFigures.Counts(statuses))
        {
            point[name] = value?.DeepClone();
        }

        return point;
    }
}
