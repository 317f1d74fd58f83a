using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Access;

/// <summary>Every operation of the contract by every caller, held to <see cref="RightsTable"/>.</summary>
internal sealed class RightsTests
{
    private const string LastDay = "2026-11-20";

    private Stage stage = null!;
    private Dictionary<string, HttpClient> callers = null!;

    [OneTimeSetUp]
    public async Task MeetTheCallers()
    {
        stage = await Stage.OnAsync(TestService.Start(clock: TestClock.At($"{LastDay}T05:00:00Z"), settings: "ReferenceData:Load=false"));
        var expired = await stage.KeyAsync(Bodies.Key("admin", expiresOn: LastDay));
        var revoked = await stage.KeyAsync(Bodies.Key("admin"));
        await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{revoked.Id}/revoke");
        callers = new()
        {
            ["none"] = stage.Public,
            ["wrong"] = stage.Service.ClientWith("ct_7mZq0T3k9vQy2Xw5Lr8Nf1Hc4Jb6Pd0Sg3Ua7Ei9Ko"),
            ["expired"] = stage.Service.ClientWith(expired.Secret),
            ["revoked"] = stage.Service.ClientWith(revoked.Secret),
            ["reader"] = stage.Reader,
            ["other"] = stage.OtherFocalPoint,
            ["own"] = stage.FocalPoint,
            ["secretariat"] = stage.Secretariat,
            ["admin"] = stage.Admin,
        };
        stage.Service.Clock.Advance(TimeSpan.FromDays(1));
    }

    [OneTimeTearDown]
    public void LetThemGo()
    {
        callers.Values.ToList().ForEach(client => client.Dispose());
        stage.Dispose();
    }

    [Test]
    public async Task Every_operation_of_the_contract_has_a_row_and_every_row_its_operation()
    {
        var operations = await Contract.OperationsAsync(stage.Public);
        Assert.That(
            RightsTable.Rows.Where(row => row.State == "").Select(row => row.Operation),
            Is.EquivalentTo(operations.Select(each => each.Id))
        );
        Assert.That(RightsTable.Rows.Select(row => row.Operation).Distinct(), Is.SubsetOf(operations.Select(each => each.Id)));
    }

    [Test]
    public void Every_caller_of_the_table_is_there() => Assert.That(callers.Keys, Is.EquivalentTo(RightsTable.Callers));

    [TestCaseSource(typeof(RightsTable), nameof(RightsTable.Rows))]
    public async Task Each_caller_gets_the_right_answer_to(RightsRow row)
    {
        foreach (var (caller, client) in callers)
        {
            using var request = await RightsRequests.MakeAsync(row, stage);
            using var answer = await client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.Multiple(() =>
            {
                Assert.That((int)answer.StatusCode, Is.EqualTo(row.Answers[caller]), $"{caller}: {body}");
                Assert.That(answer.Headers.WwwAuthenticate.Count, Is.EqualTo(row.Answers[caller] == 401 ? 1 : 0), caller);
            });
        }
    }

    /// <summary>The contract and the table say the same of who needs a key.</summary>
    [Test]
    public async Task The_contract_says_of_each_operation_whether_it_needs_a_key()
    {
        var operations = await Contract.OperationsAsync(stage.Public);
        Assert.That(
            operations.Where(each => each.NeedsKey).Select(each => each.Id),
            Is.EquivalentTo(RightsTable.Rows.Where(row => row.State == "" && row.Answers["none"] == 401).Select(row => row.Operation))
        );
    }
}
