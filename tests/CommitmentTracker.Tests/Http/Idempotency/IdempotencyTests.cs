using System.Text;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Idempotency;

[Parallelizable(ParallelScope.Self)]
internal sealed class IdempotencyTests
{
    private const string Key = "8e03978e-40d5-43e8-bc93-6894a57f9324";

    private Stage stage = null!;

    [SetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task Every_operation_that_creates_takes_a_key()
    {
        var creating = (await Contract.OperationsAsync(stage.Public)).Where(operation => operation.Statuses.Contains("201")).ToList();
        Assert.That(creating, Is.Not.Empty);
        foreach (var operation in creating)
        {
            Assert.That(
                operation.Parameters("header").Select(header => (string?)header["name"]),
                Does.Contain("Idempotency-Key"),
                operation.Id
            );
        }
    }

    [TestCase("/commitments")]
    [TestCase("/commitments/{code}/milestones")]
    [TestCase("/commitments/{code}/progress-updates")]
    [TestCase("/instruments")]
    [TestCase("/bodies")]
    [TestCase("/rounds")]
    [TestCase("/calendar-feeds")]
    [TestCase("/api-keys")]
    public async Task The_same_request_again_gets_the_first_answer_byte_for_byte(string path)
    {
        var code = await stage.CommitmentAsync();
        path = path.Replace("{code}", code);
        var body = BodyFor(path);
        var tag = await stage.Admin.TagAsync($"/commitments/{code}");
        var first = await AnswerAsync(await SendAsync(stage.Admin, path, body, tag: tag));
        stage.Service.Clock.Advance(TimeSpan.FromHours(23));
        var again = await AnswerAsync(await SendAsync(stage.Admin, path, body, tag: tag));
        Assert.That(first, Does.StartWith("201").And.Contain("Location: /api/v1/"));
        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public async Task Of_50_parallel_requests_with_one_key_one_creates_and_all_get_its_answer()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}/progress-updates";
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(stage.Secretariat, path, Bodies.Report())));
        var texts = new List<string>();
        foreach (var answer in answers)
        {
            texts.Add(await AnswerAsync(answer));
        }

        Assert.That(texts[0], Does.StartWith("201"));
        Assert.That(texts, Is.All.EqualTo(texts[0]));
        Assert.That((int?)(await stage.Secretariat.GetJsonAsync(path))["page"]!["total"], Is.EqualTo(1));
    }

    [Test]
    public async Task Without_a_key_each_request_creates()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}/progress-updates";
        await SendAsync(stage.Secretariat, path, Bodies.Report(), key: null);
        await SendAsync(stage.Secretariat, path, Bodies.Report(), key: null);
        Assert.That((int?)(await stage.Secretariat.GetJsonAsync(path))["page"]!["total"], Is.EqualTo(2));
    }

    [Test]
    public async Task Another_body_or_another_address_with_the_same_key_is_refused()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}/progress-updates";
        var other = $"/commitments/{await stage.CommitmentAsync()}/progress-updates";
        await SendAsync(stage.Secretariat, path, Bodies.Report());
        var another = Bodies.Report().With(("narrative", "Something else"));
        await (await SendAsync(stage.Secretariat, path, another)).ProblemAsync(422, "idempotency_key_reused");
        await (await SendAsync(stage.Secretariat, other, Bodies.Report())).ProblemAsync(422, "idempotency_key_reused");
    }

    [Test]
    public async Task One_callers_key_is_not_anothers()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}/progress-updates";
        var first = await (await SendAsync(stage.Secretariat, path, Bodies.Report())).JsonAsync();
        var second = await (await SendAsync(stage.FocalPoint, path, Bodies.Report())).JsonAsync();
        Assert.Multiple(() =>
        {
            Assert.That((string?)second["id"], Is.Not.EqualTo((string?)first["id"]));
            Assert.That((string?)second["review"], Is.EqualTo("submitted"));
        });
    }

    [Test]
    public async Task After_24_hours_a_key_is_forgotten()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}/progress-updates";
        var first = await (await SendAsync(stage.Secretariat, path, Bodies.Report())).JsonAsync();
        stage.Service.Clock.Advance(TimeSpan.FromHours(24));
        var second = await (await SendAsync(stage.Secretariat, path, Bodies.Report())).JsonAsync();
        Assert.That((string?)second["id"], Is.Not.EqualTo((string?)first["id"]));
    }

    [Test]
    public async Task A_key_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
        try
        {
            string first;
            using (var before = await Stage.OnAsync(TestService.Start(folder, settings: "ReferenceData:Load=false")))
            {
                first = await AnswerAsync(await SendAsync(before.Admin, "/api-keys", Bodies.Key("reader")));
            }

            using var after = TestService.Start(folder, settings: "ReferenceData:Load=false");
            Assert.That(await AnswerAsync(await SendAsync(after.Admin, "/api-keys", Bodies.Key("reader"))), Is.EqualTo(first));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task What_was_refused_is_not_remembered()
    {
        var code = await stage.CommitmentAsync();
        var path = $"/commitments/{code}/milestones";
        var stale = await SendAsync(stage.Secretariat, path, Bodies.Milestone(), tag: "\"99-0\"");
        await stale.ProblemAsync(412, "version_stale");
        var unknown = await SendAsync(stage.Secretariat, path, Bodies.Milestone().With(("party", "NOBODY")), tag: "*");
        await unknown.ProblemAsync(422, "unknown_reference");
        var invalid = await SendAsync(stage.Secretariat, path, Bodies.Milestone(""), tag: "*");
        await invalid.ProblemAsync(400, "validation_failed");
        var created = await SendAsync(stage.Secretariat, path, Bodies.Milestone(), tag: "*");
        Assert.That((int)created.StatusCode, Is.EqualTo(201), await created.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task The_first_answer_comes_again_though_the_day_has_passed_that_the_request_names()
    {
        var body = Bodies.Key("reader", expiresOn: "2026-11-21");
        var first = await AnswerAsync(await SendAsync(stage.Admin, "/api-keys", body));
        stage.Service.Clock.Advance(TimeSpan.FromHours(20));
        Assert.That(await AnswerAsync(await SendAsync(stage.Admin, "/api-keys", body)), Is.EqualTo(first));
    }

    [TestCase("")]
    [TestCase("with space")]
    [TestCase("one", "two")]
    [TestCase("<201>")]
    public async Task A_key_that_is_not_well_formed_is_refused(params string[] keys)
    {
        keys = keys is ["<201>"] ? [new string('k', 201)] : keys;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys");
        request.Content = new StringContent(Bodies.Key("reader").ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", keys);
        await (await stage.Admin.SendAsync(request)).ProblemAsync(400, "invalid_header");
    }

    [Test]
    public async Task A_key_of_200_characters_is_well_formed()
    {
        var answer = await SendAsync(stage.Admin, "/api-keys", Bodies.Key("reader"), key: new string('~', 200));
        Assert.That((int)answer.StatusCode, Is.EqualTo(201));
    }

    private JsonObject BodyFor(string path) =>
        path.Split('/')[^1] switch
        {
            "commitments" => Bodies.Commitment(stage.NewCode()),
            "milestones" => Bodies.Milestone(),
            "progress-updates" => Bodies.Report(),
            "instruments" => Bodies.Instrument(stage.NewCode()),
            "bodies" => Bodies.AseanBody($"WG-{stage.NewCode()}"),
            "rounds" => Bodies.Round(stage.NewCode()),
            "calendar-feeds" => Bodies.Feed(),
            _ => Bodies.Key("reader"),
        };

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        string path,
        JsonObject body,
        string? key = Key,
        string? tag = null
    )
    {
        var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, ApiExtensions.Root + path) { Content = content };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return client.SendAsync(request);
    }

    private static async Task<string> AnswerAsync(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode}\nLocation: {answer.Headers.Location}\nETag: {answer.Headers.ETag}\n{answer.Content.Headers}\n"
        + Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync());
}
