using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Api.Access;
using CommitmentTracker.Tests.Features.Calendar;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>Puts questions to a service, and holds each answer against what the plain records come to.</summary>
/// <param name="records">All that the service has.</param>
/// <param name="caller">Who asks.</param>
/// <param name="now">When.</param>
internal sealed class RecordsOracle(Records records, Caller caller, DateTimeOffset now)
{
    /// <summary>Who sends no key. The calendar shows the same to all.</summary>
    public static readonly Caller Everyone = new("public", null, null, "public");

    /// <summary>In Jakarta.</summary>
    private readonly string today = now.AddHours(7).ToString("yyyy-MM-dd", null);

    public SeenRecords On(string? day) => records.For(caller, day ?? today);

    /// <summary>Fails where the answer is another; returns how much there was in it.</summary>
    public async Task<int> CheckAsync(HttpClient client, Question question)
    {
        var (seen, query) = (On(question.AsOf), question.Query);
        return question.Path.Split('/')[1..] switch
        {
            ["commitments"] => await ListAsync(client, question, seen.Items(query)),
            ["assignments"] => await ListAsync(client, question, seen.Assignments(query).Select(row => row.ToJsonString())),
            ["deadlines"] => await ListAsync(client, question, seen.Deadlines(query).Select(row => row.ToJsonString())),
            ["progress-updates"] => await ListAsync(client, question, Texts(seen.ListedUpdates(query))),
            ["commitments.csv"] => await RowsAsync(client, question, seen.Rows(query)),
            ["assignments.csv"] => await RowsAsync(client, question, seen.AssignmentRows(query)),
            ["progress-updates.csv"] => await RowsAsync(client, question, seen.UpdateRows(query)),
            ["commitments", var code, .. var part] => await AloneAsync(client, question, seen, code, part is [var one] ? one : null),
            ["summary"] => await SummaryAsync(client, question, seen),
            ["summary", "matrix"] => await MatrixAsync(client, question, seen),
            ["summary", "timeline"] => await PartsAsync(client, question, "points", Texts(seen.Points(query))),
            ["member-states", ..] => await TotalsAsync(client, question, seen, "memberState"),
            ["bodies", ..] => await TotalsAsync(client, question, seen, "body"),
            ["instruments", ..] => await TotalsAsync(client, question, seen, "instrument"),
            ["themes", ..] => await TotalsAsync(client, question, seen, "theme"),
            ["calendar.ics"] => await CalendarAsync(client, question, records.For(Everyone, today)),
            _ => throw new ArgumentOutOfRangeException(nameof(question), question.Path, "Nobody has said what is expected there."),
        };
    }

    private static async Task<int> ListAsync(HttpClient client, Question question, IEnumerable<string> expected)
    {
        var items = await client.ItemsAsync(question.Address, question.Limit);
        Assert.That(Texts(items), Is.EqualTo(expected), question.ToString());
        return items.Count;
    }

    private static async Task<int> PartsAsync(HttpClient client, Question question, string member, IEnumerable<string> expected)
    {
        var parts = (await client.GetJsonAsync(question.Address))[member]!.AsArray();
        Assert.That(Texts(parts), Is.EqualTo(expected), question.ToString());
        return parts.Count;
    }

    /// <summary>The rows below the header, without the fingerprint.</summary>
    private static async Task<int> RowsAsync(HttpClient client, Question question, IEnumerable<string> expected)
    {
        var rows = await client.GetRowsAsync(question.Address);
        var shown = rows[0].Length - (rows[0][^1] == "fingerprint" ? 1 : 0);
        Assert.That(rows[1..].Select(row => string.Join(" | ", row[..shown])), Is.EqualTo(expected), question.ToString());
        return rows.Count - 1;
    }

    private static async Task<int> AloneAsync(HttpClient client, Question question, SeenRecords seen, string code, string? part)
    {
        var record = seen.Commitments.SingleOrDefault(each => (string?)each["code"] == code);
        if (record is null || (string?)record["publication"] == "archived")
        {
            var answer = await client.SendAsync(HttpMethod.Get, question.Address);
            Assert.That(answer.StatusCode, Is.EqualTo(record is null ? HttpStatusCode.NotFound : HttpStatusCode.Gone), question.ToString());
            return 0;
        }

        if (part is not null)
        {
            var parts = part == "milestones" ? seen.MilestonesOf(record) : SeenRecords.Owners(record);
            return await PartsAsync(client, question, "items", Texts(parts));
        }

        var alone = await client.GetJsonAsync(question.Address);
        Assert.That(alone.ToJsonString(), Is.EqualTo(record.ToJsonString()), question.ToString());
        return 1;
    }

    private static async Task<int> SummaryAsync(HttpClient client, Question question, SeenRecords seen)
    {
        var groupBy = new Filters(question.Query)["groupBy"]!;
        var expected = seen
            .All.Groups[groupBy]
            .Select(group => Named(group.Key, group.Name, seen.Figures(groupBy, group.Key, question.Query)));
        return await PartsAsync(client, question, "groups", Texts(expected));
    }

    /// <summary>Those of one where the path names it, else of all.</summary>
    private static async Task<int> TotalsAsync(HttpClient client, Question question, SeenRecords seen, string groupBy)
    {
        var answer = await client.GetJsonAsync(question.Address);
        var items = answer["items"]?.AsArray().OfType<JsonNode>() ?? [answer];
        var code = question.Path.Split('/') is [_, _, var one] ? one : null;
        var expected = seen
            .All.Groups[groupBy]
            .Where(group => code is null || group.Key == code)
            .Select(group => Named(group.Key, group.Name, seen.Figures(groupBy, group.Key, "")));
        var named = items.Select(item =>
            Named((string)item["code"]!, (string)(item["title"] ?? item["name"])!, item["totals"]!.AsObject())
        );
        Assert.That(Texts(named), Is.EqualTo(Texts(expected)), question.ToString());
        return named.Count();
    }

    private static async Task<int> MatrixAsync(HttpClient client, Question question, SeenRecords seen)
    {
        var columns = seen.All.Groups["memberState"].Where(group => new Filters(question.Query).Has("memberState", group.Key));
        var expected = columns.Select(group => new JsonObject { ["code"] = group.Key, ["name"] = group.Name });
        await PartsAsync(client, question, "memberStates", Texts(expected));
        return await PartsAsync(client, question, "rows", Texts(seen.Matrix(question.Query)));
    }

    private async Task<int> CalendarAsync(HttpClient client, Question question, SeenRecords seen)
    {
        var events = CalendarFile.EventsIn(await client.CalendarAsync(question.Query.Length > 0 ? $"?{question.Query}" : ""));
        var standing = events.Where(each => each.Value["STATUS"] == "CONFIRMED").ToDictionary();
        var expected = seen.Events(question.Query).ToList();
        Assert.That(
            standing.Select(each => $"{each.Key} {each.Value["DTSTART;VALUE=DATE"]} {each.Value["SUMMARY"]}"),
            Is.EqualTo(expected.Select(each => each.Text)),
            question.ToString()
        );
        foreach (var each in expected)
        {
            var description = standing[each.Uid]["DESCRIPTION"].Replace("\\,", ",", StringComparison.Ordinal);
            Assert.That(description, Does.StartWith(each.Description), question.ToString());
        }

        if (question.Query.Length == 0)
        {
            var cancelled = events.Where(each => each.Value["STATUS"] == "CANCELLED").Select(each => each.Key);
            Assert.That(cancelled, Is.EquivalentTo(seen.CancelledEvents(Some.Day(today))), question.ToString());
        }

        return events.Count;
    }

    private static JsonObject Named(string key, string name, JsonObject figures)
    {
        var named = new JsonObject { ["key"] = key, ["name"] = name };
        foreach (var (member, value) in figures)
        {
            named[member] = value?.DeepClone();
        }

        return named;
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonNode?> nodes) => nodes.Select(node => node!.ToJsonString());
}
