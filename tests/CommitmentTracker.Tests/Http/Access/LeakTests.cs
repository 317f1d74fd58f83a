using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Access;

/// <summary>
/// What is not published is in no byte that the public, a reader or another party can get, by any read of the contract. Every text that
/// they must not see holds a word that stands nowhere else.
/// </summary>
[Parallelizable(ParallelScope.Self)]
internal sealed partial class LeakTests
{
    private const string Word = "zqxjkvmarker";
    private const string Unknown = "019bc5a4-7c00-7000-8000-000000000002";

    private Stage stage = null!;
    private IReadOnlyList<Operation> operations = null!;
    private string shown = null!;
    private string withdrawn = null!;
    private string archived = null!;

    private (string Name, HttpClient Client)[] Strangers =>
        [("the public", stage.Public), ("a reader", stage.Reader), ("another party", stage.OtherFocalPoint)];

    [SetUp]
    public async Task PublishSome()
    {
        var service = TestService.Start(settings: ["ReferenceData:Load=false", "RateLimits:Enabled=false"]);
        stage = await Stage.OnAsync(service, names: Word);
        operations = await Contract.OperationsAsync(stage.Public);
        shown = await stage.CommitmentAsync();
        await stage.CommitmentAsync();
        await stage.MilestoneAsync(shown);
        await stage.VerifiedAsync(shown);
        await stage.VerifiedAsync(shown, Bodies.Report(Stage.OtherMemberState));
        await stage.ChangeAsync(
            HttpMethod.Put,
            $"/commitments/{shown}/deadline",
            Bodies.Deadline().With(("dueOn", "2027-12-31"), ("reason", "A reason that may be read"))
        );
        withdrawn = await stage.WithdrawnAsync(Marked(stage.NewCode()));
        await stage.MilestoneAsync(withdrawn, Bodies.Milestone(Word));
        archived = await stage.ArchivedAsync(Marked(stage.NewCode()));
    }

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task What_is_hidden_is_in_no_byte_of_any_answer_to_a_stranger()
    {
        var hidden = await HideAsync();
        var all = AllOf(hidden);
        string[] addresses = [.. all.All, .. all.BehindSignIn];
        Assert.That((await Reply.OfAsync(stage.Secretariat, $"/commitments/{hidden.Draft}/edit")).Holds($"{Word} description"), Is.True);
        foreach (var (name, client) in Strangers)
        {
            foreach (var tag in new[] { null, "*" })
            {
                var replies = await Reply.AllAsync(client, addresses, tag);
                Assert.That(Leaks(replies), Is.Empty, $"{name}, If-None-Match: {tag}");
            }
        }
    }

    /// <summary>Otherwise the test above would find nothing because there is nothing.</summary>
    [Test]
    public async Task The_secretariat_finds_all_of_it_and_the_party_what_is_its_own()
    {
        var hidden = await HideAsync();
        var kept = await Reply.AllAsync(stage.Secretariat, AddressesOf(hidden));
        string[] places =
        [
            $"/api/v1/commitments?q={Word}",
            "/api/v1/commitments?fields=title,description,sources,deadline",
            $"/api/v1/commitments/{hidden.Draft}",
            $"/api/v1/commitments/{hidden.Draft}/milestones",
            $"/api/v1/commitments/{hidden.Draft}/deadline",
            $"/api/v1/commitments/{withdrawn}",
            $"/api/v1/commitments/{archived}/history",
            $"/api/v1/commitments/{shown}/history",
            $"/api/v1/commitments/{shown}/progress-updates/{hidden.Submitted}",
            $"/api/v1/commitments/{shown}/progress-updates/{hidden.Returned}",
            "/api/v1/progress-updates",
            "/api/v1/commitments.xlsx",
            "/api/v1/assignments.xlsx",
            "/api/v1/progress-updates.xlsx",
            "/commitments?publication=draft",
            $"/commitments/{hidden.Draft}",
            $"/commitments/{withdrawn}",
            $"/commitments/{shown}",
            "/deadlines?publication=draft",
            $"/member-states/{Some.MemberState}?publication=draft",
        ];
        foreach (var place in places)
        {
            var reply = kept.GetValueOrDefault(place) ?? await Reply.OfAsync(stage.Secretariat, place);
            Assert.That(reply.Holds(Word), Is.True, $"{place}: {reply}");
        }

        foreach (var id in new[] { hidden.Submitted, hidden.Returned })
        {
            var own = await Reply.OfAsync(stage.FocalPoint, $"/api/v1/commitments/{shown}/progress-updates/{id}");
            foreach (var member in new[] { "narrative", "healthReason", "challenges", "nextStep", "evidence" })
            {
                Assert.That(JsonNode.Parse(own.Body)![member]!.ToJsonString(), Does.Contain(Word), member);
            }
        }
    }

    [Test]
    public async Task What_is_hidden_is_answered_like_what_does_not_exist()
    {
        var hidden = await HideAsync();
        var missing = stage.NewCode();
        foreach (var (name, client) in Strangers)
        {
            foreach (var code in new[] { hidden.Draft, withdrawn, archived })
            {
                await AssertSameAsync(client, name, code, missing, AddressesOf(hidden).Where(address => address.Contains(code)));
            }

            foreach (var id in new[] { hidden.Submitted, hidden.Returned })
            {
                await AssertSameAsync(client, name, id, Unknown, AddressesOf(hidden).Where(address => address.Contains(id)));
            }
        }
    }

    [Test]
    public async Task A_party_learns_nothing_of_what_is_hidden_by_reporting_on_it()
    {
        var hidden = await HideAsync();
        var missing = stage.NewCode();
        var expected = await RefusedReportAsync(missing);
        foreach (var code in new[] { hidden.Draft, withdrawn, archived })
        {
            Assert.That((await RefusedReportAsync(code)).Replace(code, missing), Is.EqualTo(expected), code);
        }
    }

    [Test]
    public async Task Hidden_records_change_no_byte_and_no_tag_of_any_answer_to_a_stranger()
    {
        var draft = stage.NewCode();
        var addresses = AddressesOf(new Hidden(draft, Unknown, Unknown));
        var before = new Dictionary<string, Dictionary<string, Reply>>();
        foreach (var (name, client) in Strangers)
        {
            before[name] = await Reply.AllAsync(client, addresses);
        }

        await HideAsync(draft);
        foreach (var (name, client) in Strangers)
        {
            foreach (var (address, was) in before[name])
            {
                Assert.That(await Reply.OfAsync(client, address), Is.EqualTo(was), $"{name}: {address}");
                if (was.Tag is { } tag)
                {
                    Assert.That((await Reply.OfAsync(client, address, tag)).Status, Is.EqualTo(304), $"{name}: {address}");
                }
            }
        }
    }

    [Test]
    public async Task The_tag_of_the_secretariats_view_opens_nothing_to_a_stranger()
    {
        var hidden = await HideAsync();
        var kept = await Reply.AllAsync(stage.Secretariat, AddressesOf(hidden));
        foreach (var (name, client) in Strangers)
        {
            var plain = await Reply.AllAsync(client, kept.Keys);
            foreach (var (address, reply) in kept.Where(each => each.Value.Tag is not null))
            {
                var seen = await Reply.OfAsync(client, address, reply.Tag);
                // A 304 tells that the two views are one, so it must be right.
                Assert.That(
                    seen,
                    plain[address].Tag == reply.Tag ? Has.Property(nameof(Reply.Status)).EqualTo(304) : Is.EqualTo(plain[address]),
                    $"{name}: {address}"
                );
            }
        }
    }

    [Test]
    public async Task Withdrawing_a_record_closes_all_of_its_addresses_at_once()
    {
        var code = await stage.CommitmentAsync(Marked(stage.NewCode()));
        await stage.MilestoneAsync(code, Bodies.Milestone(Word));
        await stage.MilestoneAsync(code, Bodies.Milestone(Word));
        var update = await stage.VerifiedAsync(code);
        var addresses = new PublicAddresses(operations, Values([code], [update]))
            .All.Where(address => address.Contains($"/{code}"))
            .ToList();
        var missing = stage.NewCode();
        var before = await Reply.AllAsync(stage.Public, addresses);
        Assert.That(before.Values.Select(reply => reply.Status), Is.All.EqualTo(200), "the addresses are not all of the record");

        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["publication"] = "draft" });
        foreach (var (address, was) in before)
        {
            foreach (var tag in new[] { null, was.Tag, "*" })
            {
                var gone = await Reply.OfAsync(stage.Public, address, tag);
                Assert.That(gone.Status, Is.EqualTo(404), $"{address}, If-None-Match: {tag}");
                Assert.That(gone.Holds(Word), Is.False, address);
                if (!address.Contains("cursor="))
                {
                    var never = await Reply.OfAsync(stage.Public, address.Replace(code, missing), tag);
                    Assert.That(gone.Renamed(code, missing), Is.EqualTo(never), address);
                }
            }
        }

        var lists = await Reply.AllAsync(stage.Public, AddressesOf(new Hidden(code, update, update)));
        Assert.That(lists.Where(reply => reply.Value.Holds(Word)).Select(reply => reply.Key), Is.Empty);
    }

    [Test]
    public async Task A_record_that_comes_back_brings_nothing_of_what_was_changed_in_between()
    {
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{shown}", new JsonObject { ["publication"] = "draft", ["title"] = Word });
        await stage.ChangeAsync(
            HttpMethod.Patch,
            $"/commitments/{shown}",
            new JsonObject
            {
                ["title"] = Word,
                ["description"] = Word,
                ["verb"] = Word,
            }
        );
        await stage.ChangeAsync(
            HttpMethod.Put,
            $"/commitments/{shown}/deadline",
            Bodies.Deadline().With(("dueOn", "2029-01-31"), ("source", Word), ("reason", Word))
        );
        var number = await stage.MilestoneAsync(shown, Bodies.Milestone(Word));
        await stage.ChangeAsync(HttpMethod.Delete, $"/commitments/{shown}/milestones/{number}", null);
        await stage.ChangeAsync(
            HttpMethod.Put,
            $"/commitments/{shown}/deadline",
            Bodies.Deadline().With(("reason", Word), ("dueOn", "2029-02-28"))
        );
        await stage.ChangeAsync(
            HttpMethod.Patch,
            $"/commitments/{shown}",
            new JsonObject
            {
                ["title"] = "A title for everybody",
                ["description"] = null,
                ["verb"] = null,
                ["publication"] = "published",
            }
        );
        foreach (var (name, client) in Strangers)
        {
            var replies = await Reply.AllAsync(client, AddressesOf(new Hidden(shown, Unknown, Unknown)));
            Assert.That(replies[$"/api/v1/commitments/{shown}"].Status, Is.EqualTo((int)HttpStatusCode.OK));
            Assert.That(Leaks(replies), Is.Empty, name);
        }
    }

    /// <summary>The answers that hold the word, but for where it tells who asks the name of its own key.</summary>
    private static IEnumerable<string> Leaks(IReadOnlyDictionary<string, Reply> replies) =>
        replies
            .Where(reply => reply.Key != "/api/v1/me" && WithoutOwnName(reply.Value).Holds(Word))
            .Select(reply => $"{reply.Key}: {reply.Value}");

    private static Reply WithoutOwnName(Reply reply) => reply with { Body = OwnName().Replace(reply.Body, "") };

    [GeneratedRegex("<li class=\"who\">[^<]*</li>")]
    private static partial Regex OwnName();

    /// <summary>A draft with everything under it, and on a published record an update that waits and one that was returned.</summary>
    private async Task<Hidden> HideAsync(string? code = null)
    {
        var draft = await stage.CommitmentAsync(Marked(code ?? stage.NewCode()).With(("publication", "draft")));
        await stage.MilestoneAsync(draft, Bodies.Milestone(Word));
        await stage.VerifiedAsync(draft, MarkedReport());
        await stage.ChangeAsync(
            HttpMethod.Put,
            $"/commitments/{draft}/deadline",
            Bodies.Deadline().With(("dueOn", "2028-12-31"), ("source", Word), ("reason", Word))
        );
        var submitted = await stage.SubmittedAsync(shown, MarkedReport());
        var returned = await stage.ReturnedAsync(shown, MarkedReport(), reason: Word);
        return new Hidden(draft, submitted, returned);
    }

    private static JsonObject Marked(string code) =>
        Bodies
            .Commitment(code)
            .With(
                ("title", $"{Word} title"),
                ("description", $"{Word} description"),
                ("verb", Word),
                ("deadline", Bodies.Deadline().With(("source", Word))),
                (
                    "sources",
                    new JsonArray(
                        new JsonObject
                        {
                            ["document"] = Word,
                            ["fragment"] = Word,
                            ["grade"] = "primary",
                            ["url"] = $"https://example.org/{Word}",
                        }
                    )
                )
            );

    private static JsonObject MarkedReport() =>
        Bodies
            .Report()
            .With(
                ("health", "at_risk"),
                ("healthReason", Word),
                ("narrative", Word),
                ("challenges", Word),
                ("nextStep", Word),
                ("evidence", new JsonArray(new JsonObject { ["title"] = Word, ["url"] = $"https://example.org/{Word}" }))
            );

    private IReadOnlyList<string> AddressesOf(Hidden hidden) => AllOf(hidden).All;

    private PublicAddresses AllOf(Hidden hidden) =>
        new(operations, Values([shown, hidden.Draft, withdrawn, archived], [hidden.Submitted, hidden.Returned, Unknown]));

    private static AddressValues Values(IReadOnlyList<string> codes, IReadOnlyList<string> updates) =>
        new()
        {
            Commitments = codes,
            ProgressUpdates = updates,
            Keys = [Unknown],
            Word = Word,
        };

    private static async Task AssertSameAsync(HttpClient client, string name, string hidden, string missing, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            foreach (var tag in new[] { null, "*" })
            {
                var reply = await Reply.OfAsync(client, address, tag);
                var expected = await Reply.OfAsync(client, address.Replace(hidden, missing), tag);
                Assert.That(reply.Renamed(hidden, missing), Is.EqualTo(expected), $"{name}: {address}, If-None-Match: {tag}");
            }
        }
    }

    private async Task<string> RefusedReportAsync(string code)
    {
        var answer = await stage.FocalPoint.SendJsonAsync(HttpMethod.Post, $"/commitments/{code}/progress-updates", Bodies.Report());
        var problem = await answer.ProblemAsync(404, "not_found");
        problem["traceId"] = "";
        return problem.ToJsonString();
    }

    private sealed record Hidden(string Draft, string Submitted, string Returned);
}
