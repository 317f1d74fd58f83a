using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Commands;

/// <summary>The commands on keys, run as the person does who runs the server: as a process beside the service.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class KeysCommandTests
{
    private Stage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [TestCase("admin")]
    [TestCase("secretariat")]
    [TestCase("reader")]
    [TestCase("focal_point", "--party", Some.MemberState)]
    public async Task Create_prints_a_key_that_works(string role, params string[] more)
    {
        var run = await RunAsync(["create", "--role", role, "--name", $"By hand: {role}", .. more]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That(run.Output.Trim(), Does.Match("^ct_[A-Za-z0-9_-]{43}$"), "the key alone, so that a script can take it");
        });
        using var holder = stage.Service.ClientWith(run.Output.Trim());
        Assert.That((int)(await holder.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(200));
        Assert.That((int)(await holder.SendAsync(HttpMethod.Get, "/api-keys")).StatusCode, Is.EqualTo(role == "admin" ? 200 : 403));
        var listed = (await stage.Admin.GetJsonAsync("/api-keys"))["items"]!.AsArray();
        var record = listed.Single(each => (string?)each!["name"] == $"By hand: {role}")!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)record["role"], Is.EqualTo(role));
            Assert.That((string?)record["party"], Is.EqualTo(more.ElementAtOrDefault(1)));
        });
    }

    [Test]
    public async Task List_names_every_key_and_shows_none()
    {
        var key = await stage.KeyAsync(Bodies.Key("reader", expiresOn: "2030-01-31").With(("name", "A dashboard")));
        var run = await RunAsync("list");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That(
                run.Output.Split('\n'),
                Has.One.StartsWith(key.Id).And.Contain("reader").And.Contain("2030-01-31").And.EndWith("A dashboard")
            );
            Assert.That(run.Output, Does.Not.Contain(key.Secret).And.Not.Contain(TestService.AdminKey));
        });
    }

    [Test]
    public async Task Revoke_closes_the_key_to_the_running_service_at_once()
    {
        var key = await stage.KeyAsync(Bodies.Key("admin"));
        using var holder = stage.Service.ClientWith(key.Secret);
        Assert.That((int)(await holder.SendAsync(HttpMethod.Get, "/api-keys")).StatusCode, Is.EqualTo(200));
        var run = await RunAsync("revoke", key.Id);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        await (await holder.SendAsync(HttpMethod.Get, "/api-keys")).ProblemAsync(401, "unauthenticated");
        Assert.That((await RunAsync("list")).Output.Split('\n'), Has.One.StartsWith(key.Id).And.Contain("revoked"));
    }

    [TestCase("create", "--name", "No role")]
    [TestCase("create", "--role", "owner", "--name", "No such role")]
    [TestCase("create", "--role", "reader")]
    [TestCase("create", "--role", "reader", "--name", "")]
    [TestCase("create", "--role", "reader", "--name", " ")]
    [TestCase("create", "--role", "reader", "--name", "with\nbreak")]
    [TestCase("create", "--role", "reader", "--name", "<101>")]
    [TestCase("create", "--role", "focal_point", "--name", "No party")]
    [TestCase("create", "--role", "focal_point", "--name", "No such party", "--party", "QQ")]
    [TestCase("create", "--role", "reader", "--name", "A party", "--party", Some.MemberState)]
    [TestCase("create", "--role", "reader", "--name", "Past", "--expires-on", "2020-01-01")]
    [TestCase("create", "--role", "reader", "--name", "No day", "--expires-on", "2030-02-30")]
    [TestCase("revoke")]
    [TestCase("revoke", "no-id")]
    [TestCase("revoke", "019bc5a4-7c00-7000-8000-000000000002")]
    public async Task What_is_wrong_is_said_in_a_sentence_and_makes_no_key(params string[] arguments)
    {
        var before = (await stage.Admin.GetJsonAsync("/api-keys"))["items"]!.AsArray().Count;
        var run = await RunAsync([.. arguments.Select(argument => argument.Replace("<101>", new string('n', 101)))]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1), run.Output);
            Assert.That(run.Errors, Is.Not.Empty.And.Not.Contain("   at ").And.Not.Contain("Exception"));
            Assert.That(run.Output, Does.Not.Contain("ct_"));
        });
        Assert.That((await stage.Admin.GetJsonAsync("/api-keys"))["items"]!.AsArray(), Has.Count.EqualTo(before));
    }

    [Test]
    public async Task Where_no_key_is_left_create_makes_the_first_one()
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
        try
        {
            var run = await CommandRun.OfAsync(
                Path.Combine(folder, "commitments.db"),
                "keys",
                "create",
                "--role",
                "admin",
                "--name",
                "First"
            );
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            using var service = TestService.Start(folder, settings: "ReferenceData:Load=false");
            using var holder = service.ClientWith(run.Output.Trim());
            Assert.That((int)(await holder.SendAsync(HttpMethod.Get, "/api-keys")).StatusCode, Is.EqualTo(200));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Create_works_beside_a_busy_service_and_harms_nothing()
    {
        using var busy = TestService.Start();
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(number => WriteUntilAsync(busy, number, done.Token)).ToList();
        var made = new List<CommandRun>();
        for (var count = 0; count < 5; count++)
        {
            made.Add(await CommandRun.OfAsync(busy.DatabasePath, "keys", "create", "--role", "admin", "--name", $"Beside {count}"));
        }

        await done.CancelAsync();
        var written = await Task.WhenAll(writers);
        Assert.That(written, Is.All.GreaterThan(0), "the service was not busy");
        foreach (var run in made)
        {
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            using var holder = busy.ClientWith(run.Output.Trim());
            Assert.That((int)(await holder.SendAsync(HttpMethod.Get, "/api-keys")).StatusCode, Is.EqualTo(200));
        }

        var check = await CommandRun.OfAsync(busy.DatabasePath, "check");
        Assert.That(check.ExitCode, Is.Zero, check.Output + check.Errors);
        Assert.That(check.Output, Does.Contain("is sound"));
        var tried = await busy.Admin.GetJsonAsync("/commitments?publication=draft&limit=1");
        Assert.That((int)tried["page"]!["total"]!, Is.EqualTo(written.Sum()), "each commitment that was acknowledged is there");
    }

    /// <summary>How many commitments were acknowledged. The command holds the lock for a moment: whoever is told to come back does.</summary>
    private static async Task<int> WriteUntilAsync(TestService service, int writer, CancellationToken done)
    {
        var written = 0;
        for (var number = 0; !done.IsCancellationRequested; number++)
        {
            var body = Bodies
                .Commitment($"TRY-{writer}-{number}", "draft")
                .With(("instrument", "HANOI-2026"), ("theme", "coordination"), ("assignments", new JsonArray(Bodies.Assignment("VN"))));
            using var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/commitments", body);
            if ((int)answer.StatusCode == 503)
            {
                await answer.ProblemAsync(503, "store_busy");
                continue;
            }

            Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync(CancellationToken.None));
            written++;
        }

        return written;
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(stage.Service.DatabasePath, ["keys", .. arguments]);
}
