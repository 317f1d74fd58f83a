using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Database;

/// <summary>Two services over one server: whichever is asked, what was acknowledged is there, once and in order.</summary>
internal sealed class SeveralInstancesTests
{
    private Instances instances = null!;
    private Stage stage = null!;

    private TestService One => instances.Running[0];

    private TestService Other => instances.Running[1];

    [OneTimeSetUp]
    public async Task Start()
    {
        instances = Instances.Start(1);
        stage = await Stage.OnAsync(One);
        instances.StartAnother();
    }

    [OneTimeTearDown]
    public void Stop() => instances?.Dispose();

    [Test]
    public async Task What_64_writers_store_on_both_is_all_there_and_is_followed_once_and_in_order_from_either()
    {
        const int Writers = 64;
        const int Each = 5;
        var begin = await EndAsync();
        var following = FollowAsync(begin, Writers * Each * 2);
        var codes = Enumerable.Range(0, Writers * Each).Select(_ => stage.NewCode()).ToArray();
        await Task.WhenAll(
            codes
                .Chunk(Each)
                .Select(
                    async (mine, writer) =>
                    {
                        var client = writer % 2 == 0 ? stage.Secretariat : OnOther(stage.Secretariat);
                        foreach (var code in mine)
                        {
                            await Stage.CreateAsync(client, "/commitments", Bodies.Commitment(code, "published"));
                            var patched = await client.SendJsonAsync(
                                HttpMethod.Patch,
                                $"/commitments/{code}",
                                new JsonObject { ["verb"] = "tried" },
                                "*"
                            );
                            Assert.That((int)patched.StatusCode, Is.EqualTo(200), await patched.Content.ReadAsStringAsync());
                        }
                    }
                )
        );
        var seen = await following;
        Assert.That(seen.Select(change => change.Seq), Is.EqualTo(Enumerable.Range((int)begin + 1, Writers * Each * 2)));
        Assert.That(
            seen.Select(change => (change.Key, change.Version)),
            Is.EquivalentTo(codes.SelectMany(code => new[] { (code, 1L), (code, 2L) }))
        );
    }

    [Test]
    public async Task Of_200_read_modify_writes_across_them_none_is_lost()
    {
        const int Writes = 200;
        var code = await stage.CommitmentAsync(Bodies.Commitment(stage.NewCode()).With(("description", "0")));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => AddAsync(code, writer, Writes / 8)));
        foreach (var client in new[] { stage.Secretariat, OnOther(stage.Secretariat) })
        {
            var stored = await client.GetJsonAsync($"/commitments/{code}");
            Assert.That((string?)stored["description"], Is.EqualTo($"{Writes}"));
            Assert.That((long)stored["version"]!, Is.EqualTo(1 + Writes));
        }
    }

    [Test]
    public async Task Who_wrote_on_one_or_knows_the_tag_never_gets_an_older_one_from_the_other()
    {
        var code = await stage.CommitmentAsync();
        using var visitor = new HttpClient { BaseAddress = Other.Address };
        for (var count = 1; count <= 50; count++)
        {
            var written = await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["verb"] = $"verb {count}" });
            Assert.That(
                (string?)(await OnOther(stage.Secretariat).GetJsonAsync($"/commitments/{code}"))["verb"],
                Is.EqualTo($"verb {count}")
            );
            Assert.That(
                (string?)(await OnOther(stage.Reader).GetJsonAsync($"/commitments?q={code}&limit=1"))["items"]![0]!["verb"],
                Is.EqualTo($"verb {count}")
            );
            using var conditional = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/commitments/{code}");
            conditional.Headers.TryAddWithoutValidation("If-None-Match", "\"1-what I had before\"");
            Assert.That((string?)(await (await visitor.SendAsync(conditional)).JsonAsync())["verb"], Is.EqualTo($"verb {count}"));
            Assert.That(written.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task Without_key_or_tag_an_answer_is_a_second_old_at_most()
    {
        var code = await stage.CommitmentAsync();
        using var visitor = new HttpClient { BaseAddress = Other.Address };
        for (var count = 1; count <= 5; count++)
        {
            await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["verb"] = $"verb {count}" });
            var written = Stopwatch.StartNew();
            while ((string?)(await visitor.GetJsonAsync($"/commitments/{code}"))["verb"] != $"verb {count}")
            {
                Assert.That(written.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)), "on a busy machine");
                await Task.Delay(10);
            }
        }
    }

    [Test]
    public async Task Who_waits_for_a_change_on_one_is_woken_by_a_write_on_the_other()
    {
        var end = await EndAsync();
        var waiting = OnOther(stage.Secretariat).GetJsonAsync($"/changes?since={end}&wait=30");
        await Task.Delay(300);
        var began = Stopwatch.StartNew();
        var code = await stage.CommitmentAsync();
        var woken = await waiting;
        Assert.That((string?)woken["items"]![0]!["resource"]!["key"], Is.EqualTo(code));
        Assert.That(began.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)), "it does not wait for its time to end");
    }

    [Test]
    public async Task A_key_that_is_revoked_on_one_is_refused_on_the_other_at_its_next_call()
    {
        for (var count = 0; count < 10; count++)
        {
            var key = await stage.KeyAsync(Bodies.Key("reader").With(("name", "Revoked soon")));
            using var holder = Other.ClientWith(key.Secret);
            await holder.GetJsonAsync("/me");
            Assert.That((int)(await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke")).StatusCode, Is.EqualTo(200));
            await (await holder.SendAsync(HttpMethod.Get, "/me")).ProblemAsync(401, "unauthenticated");
        }
    }

    [Test]
    public async Task A_request_that_is_sent_to_both_with_one_Idempotency_Key_is_carried_out_once()
    {
        for (var count = 0; count < 10; count++)
        {
            var (code, key) = (stage.NewCode(), $"both-{stage.NewCode()}");
            var answers = await Task.WhenAll(
                new[] { stage.Secretariat, OnOther(stage.Secretariat), stage.Secretariat, OnOther(stage.Secretariat) }.Select(client =>
                    CreateOnceAsync(client, code, key)
                )
            );
            Assert.That(answers.Select(answer => (int)answer.StatusCode), Is.All.EqualTo(201));
            var bodies = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()));
            Assert.That(bodies.Distinct().Count(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Of_two_who_close_a_round_at_once_one_does()
    {
        var code = await stage.OpenRoundAsync("SEVERAL-1");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(number =>
                    (number % 2 == 0 ? stage.Secretariat : OnOther(stage.Secretariat)).SendAsync(
                        HttpMethod.Post,
                        $"/rounds/{code}/close",
                        tag: "*"
                    )
                )
        );
        Assert.That(answers.Select(answer => (int)answer.StatusCode).Order(), Is.EqualTo([200, 409, 409, 409, 409, 409]));
        Assert.That(
            await OnOther(stage.Public).GetStringAsync(Of($"/rounds/{code}/report")),
            Is.EqualTo(await stage.Public.GetStringAsync(Of($"/rounds/{code}/report")))
        );
    }

    [Test]
    public async Task One_that_starts_takes_no_import_for_left_behind_that_another_lays_down()
    {
        var (held, left) = ("held".PadRight(36), "left".PadRight(36));
        using var connection = TestEngine.Open(instances.DatabasePath);
        await connection.ExecuteAsync(
            "insert into imports (import_id, kind, actor, today) values (@held, 'commitments', 'x', '2026-11-21'), (@left, 'commitments', 'x', '2026-11-21')",
            new { held, left }
        );
        var engine = One.Services.GetRequiredService<Data.Engines.IEngine>();
        var hold = await engine.TryHoldAsync($"import {held}", CancellationToken.None);
        instances.StartAnother();
        Assert.That(
            (await connection.QueryAsync<string>("select trim(import_id) from imports")).AsList(),
            Is.EqualTo(["held"]),
            "the one that nobody holds is gone"
        );
        await hold!.DisposeAsync();
        await connection.ExecuteAsync("delete from imports");
    }

    [Test]
    public async Task Several_that_start_at_once_on_an_empty_database_make_it_once()
    {
        PostgresServer.Require();
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
        try
        {
            TestEngine.PutOnServer(Path.Combine(folder, TestService.DatabaseName));
            var started = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => TestService.Start(folder))));
            var lists = await Task.WhenAll(started.Select(service => service.Admin.GetStringAsync(Of("/commitments?limit=200"))));
            Assert.That(lists.Distinct().Count(), Is.EqualTo(1));
            Assert.That(started[0].Query<long>("select count(*) - max(change_id) from changes").Single(), Is.Zero);
            Array.ForEach(started, service => service.Dispose());
        }
        finally
        {
            TestEngine.Forget(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_connection_that_is_lost_while_it_commits_leaves_the_outcome_open_and_the_same_key_tells()
    {
        var (code, key) = (stage.NewCode(), $"lost-{stage.NewCode()}");
        using var connection = TestEngine.Open(instances.DatabasePath);
        await connection.ExecuteAsync(
            """
            create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(3); return null; end $$;
            create constraint trigger dawdles after insert on changes deferrable initially deferred for each row execute function dawdle();
            """
        );
        try
        {
            var answer = CreateOnceAsync(stage.Secretariat, code, key);
            await EndSleeperAsync(connection);
            await (await answer).ProblemAsync(503, "outcome_unknown");
            Assert.That((await answer).Headers.RetryAfter, Is.Not.Null);
        }
        finally
        {
            await connection.ExecuteAsync("drop trigger dawdles on changes; drop function dawdle()");
        }

        var again = await CreateOnceAsync(OnOther(stage.Secretariat), code, key);
        Assert.That((int)again.StatusCode, Is.EqualTo(201));
        Assert.That((await CreateOnceAsync(stage.Secretariat, code, key)).Headers.Location, Is.EqualTo(again.Headers.Location));
    }

    /// <summary>Ends the connection that is in its commit just now.</summary>
    private static async Task EndSleeperAsync(System.Data.Common.DbConnection connection)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var ended = await connection.QueryAsync<bool>(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"
            );
            if (ended.Any())
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail("Nobody committed.");
    }

    private async Task AddAsync(string code, int writer, int times)
    {
        var client = writer % 2 == 0 ? stage.Secretariat : OnOther(stage.Secretariat);
        while (times > 0)
        {
            var read = await client.GetAsync(Of($"/commitments/{code}"));
            var count = int.Parse((string)(await read.JsonAsync())["description"]!, System.Globalization.CultureInfo.InvariantCulture);
            var answer = await client.SendJsonAsync(
                HttpMethod.Patch,
                $"/commitments/{code}",
                new JsonObject { ["description"] = $"{count + 1}" },
                read.Headers.ETag!.ToString()
            );
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                times--;
            }
            else
            {
                await answer.ProblemAsync(412, "version_stale");
            }
        }
    }

    /// <summary>Follows the public feed to so many changes, each page from the other instance.</summary>
    private async Task<List<(long Seq, string Key, long Version)>> FollowAsync(long since, int count)
    {
        var seen = new List<(long, string, long)>();
        for (var page = 0; seen.Count < count; page++)
        {
            var client = page % 2 == 0 ? stage.Public : OnOther(stage.Public);
            var feed = await client.GetJsonAsync($"/changes?since={since}&limit=7&wait=20");
            seen.AddRange(
                feed["items"]!
                    .AsArray()
                    .Select(change => ((long)change!["seq"]!, (string)change["resource"]!["key"]!, (long)change["version"]!))
            );
            since = (long)feed["next"]!;
        }

        return seen;
    }

    /// <summary>The number of the last public change.</summary>
    private async Task<long> EndAsync()
    {
        using var connection = TestEngine.Open(instances.DatabasePath);
        return await connection.QuerySingleAsync<long>("select coalesce(max(public_seq), 0) from changes");
    }

    private static async Task<HttpResponseMessage> CreateOnceAsync(HttpClient client, string code, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Of("/commitments"));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        request.Content = new StringContent(
            Bodies.Commitment(code, "published").ToJsonString(),
            System.Text.Encoding.UTF8,
            "application/json"
        );
        return await client.SendAsync(request);
    }

    /// <summary>The same caller at the other one.</summary>
    private HttpClient OnOther(HttpClient client)
    {
        var other = new HttpClient { BaseAddress = Other.Address };
        other.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;
        return other;
    }

    private static Uri Of(string path) => new(ApiExtensions.Root + path, UriKind.Relative);
}
