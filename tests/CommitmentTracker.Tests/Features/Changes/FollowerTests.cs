using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Changes;

/// <summary>Followers with small pages, while eight write and the service restarts in the middle: each change once and in order.</summary>
internal sealed class FollowerTests
{
    private const int Writers = 8;
    private const int Rounds = 5;

    private const string JournalSql = """
        select change_id as ChangeId, public_seq as PublicSeq, type as Type, resource_type as ResourceType, resource_key as Key,
            version as Version, is_public as IsPublic
        from changes
        order by change_id
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
    private readonly ConcurrentBag<string> acknowledged = [];
    private RestartingService stage = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await RestartingService.StartAsync(folder);

    [OneTimeTearDown]
    public void Stop()
    {
        stage.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Each_change_is_seen_once_and_in_order_by_everyone_who_may_see_it()
    {
        var writing = Task.WhenAll([.. Enumerable.Range(1, Writers).Select(WriteAsync), MakeKeysAsync()]);
        var following = Task.WhenAll(
            FollowAsync(each => each.Public, 3, writing),
            FollowAsync(each => each.Secretariat, 5, writing),
            FollowAsync(each => each.Admin, 7, writing)
        );
        while (acknowledged.Count < Writers * Rounds * 3)
        {
            await Task.Delay(10);
        }

        Assert.That(writing.IsCompleted, Is.False, "the restart shall fall into the writing");
        await stage.RestartAsync();
        await writing;
        var feeds = await following;

        var journal = stage.Now.Service.Query<JournalRow>(JournalSql);
        var seenByPublic = journal.Where(row => row.PublicSeq is not null).ToList();
        Assert.That(feeds[0], Is.EqualTo(seenByPublic.Select((row, index) => row.Told(index + 1, row.IsPublic == 0))));
        var seenBySecretariat = journal.Where(row => row.ResourceType != "api_key");
        Assert.That(feeds[1], Is.EqualTo(seenBySecretariat.Select((row, index) => row.Told(index + 1, row.IsArchived))));
        Assert.That(feeds[2], Is.EqualTo(journal.Select(row => row.Told(row.ChangeId, row.IsArchived))));
        Assert.That(journal.Select(row => row.ChangeId), Is.EqualTo(Enumerable.Range(1, journal.Count)));

        var stored = feeds[2].Select(told => string.Join(' ', told.Split(' ')[1..3])).ToHashSet();
        Assert.That(acknowledged.Except(stored), Is.Empty, "what was acknowledged and is not told of");
        Assert.That(feeds[0], Has.None.Contains("SECRET").And.None.Contains("submitted").And.None.Contains("api_key"));
        Assert.That(feeds[0], Has.Some.EndsWith("deleted"));
        foreach (var type in new[] { "progress_update_submitted", "commitment_archived", "api_key_created", "commitment_withdrawn" })
        {
            Assert.That(journal.Select(row => row.Type), Has.Some.EqualTo(type));
        }
    }

    private async Task WriteAsync(int writer)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"W{writer}-{round}");
            await SendAsync(each => each.Admin, HttpMethod.Post, "/commitments", Draft(code), code);
            await SendAsync(each => each.Admin, HttpMethod.Post, "/commitments", Draft($"SECRET-{code}"), $"SECRET-{code}");
            await SendAsync(each => each.Admin, HttpMethod.Patch, $"/commitments/{code}", new { title = "Better" }, code);
            await SendAsync(each => each.Secretariat, HttpMethod.Patch, $"/commitments/{code}", new { publication = "published" }, code);
            await SendAsync(each => each.FocalPoint, HttpMethod.Post, $"/commitments/{code}/progress-updates", Report);
            await SendAsync(each => each.Secretariat, HttpMethod.Post, $"/commitments/{code}/progress-updates", Report);
            await SendAsync(each => each.Admin, HttpMethod.Patch, $"/commitments/{code}", new { publication = "draft" }, code);
            await SendAsync(each => each.Admin, HttpMethod.Patch, $"/commitments/{code}", new { verb = "adopt" }, code);
            await SendAsync(each => each.Admin, HttpMethod.Patch, $"/commitments/{code}", new { publication = "published" }, code);
            await SendAsync(each => each.Admin, HttpMethod.Delete, $"/commitments/{code}", null);
        }
    }

    private async Task MakeKeysAsync()
    {
        for (var number = 0; number < Rounds * 2; number++)
        {
            await SendAsync(each => each.Admin, HttpMethod.Post, "/api-keys", new { name = "Another", role = "reader" });
            await Task.Delay(50);
        }
    }

    /// <summary>Sends once. Whether what the restart broke off was stored, the journal knows; what was answered must be in it.</summary>
    private async Task SendAsync(Func<Clients, HttpClient> who, HttpMethod method, string path, object? body, string? code = null)
    {
        var answer = await stage.TryAsync(each =>
            body is null
                ? who(each).SendAsync(method, path, tag: "*")
                : who(each).SendJsonAsync(method, path, body, method == HttpMethod.Patch ? "*" : null)
        );
        if (answer is { IsSuccessStatusCode: true, Headers.ETag: { } tag } && code is not null)
        {
            acknowledged.Add($"{code} v{tag.Tag.Trim('"').Split('-')[0]}");
        }
    }

    private async Task<List<string>> FollowAsync(Func<Clients, HttpClient> who, int limit, Task writing)
    {
        var told = new List<string>();
        for (long since = 0; ; )
        {
            var isLast = writing.IsCompleted;
            var feed = await stage.TryAsync(each => who(each).GetJsonAsync($"/changes?since={since}&limit={limit}&wait=1"));
            if (feed is null)
            {
                continue;
            }

            var items = feed["items"]!.AsArray();
            told.AddRange(items.Select(item => Told(item!)));
            since = (long)feed["next"]!;
            if (isLast && items.Count == 0)
            {
                return told;
            }
        }
    }

    private static string Told(JsonNode item) =>
        $"{item["seq"]} {item["resource"]!["key"]} v{item["version"]} {item["type"]}{((bool)item["deleted"]! ? " deleted" : "")}";

    private static object Draft(string code) =>
        new
        {
            code,
            title = $"Commitment {code}",
            kind = "commitment",
            scope = "regional",
            instrument = "PLAN",
            theme = "one",
            assignments = new[]
            {
                new
                {
                    party = "VN",
                    role = "lead",
                    basis = "stated",
                },
            },
        };

    private static object Report =>
        new
        {
            party = "VN",
            asOf = "2026-11-01",
            status = "in_progress",
            nilReturn = true,
        };

    private sealed record JournalRow
    {
        public long ChangeId { get; init; }
        public long? PublicSeq { get; init; }
        public string Type { get; init; } = "";
        public string ResourceType { get; init; } = "";
        public string Key { get; init; } = "";
        public long Version { get; init; }
        public long IsPublic { get; init; }

        public bool IsArchived => Type == "commitment_archived";

        public string Told(long seq, bool isDeleted) => $"{seq} {Key} v{Version} {Type}{(isDeleted ? " deleted" : "")}";
    }
}
