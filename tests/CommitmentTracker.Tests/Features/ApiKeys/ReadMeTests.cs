using System.Net.Http.Headers;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ApiKeys;

[Parallelizable(ParallelScope.Self)]
internal sealed class ReadMeTests
{
    private Stage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_key_says_its_name_role_party_and_last_day()
    {
        var key = await stage.KeyAsync(Bodies.Key("focal_point", Some.MemberState, "2027-12-31"));
        using var client = stage.Service.ClientWith(key.Secret);
        Assert.That(
            (await client.GetJsonAsync("/me")).ToJsonString(),
            Is.EqualTo($$"""{"name":"Key of a focal_point","role":"focal_point","party":"{{Some.MemberState}}","expiresOn":"2027-12-31"}""")
        );
        Assert.That(
            (await stage.Secretariat.GetJsonAsync("/me")).ToJsonString(),
            Is.EqualTo("""{"name":"Key of a secretariat","role":"secretariat","party":null,"expiresOn":null}""")
        );
    }

    [Test]
    public async Task Without_a_key_it_is_the_public() =>
        Assert.That(
            (await stage.Public.GetJsonAsync("/me")).ToJsonString(),
            Is.EqualTo("""{"name":"public","role":null,"party":null,"expiresOn":null}""")
        );

    [Test]
    public async Task No_cache_keeps_it_for_others()
    {
        foreach (var client in new[] { stage.Public, stage.FocalPoint, stage.Admin })
        {
            var answer = await client.SendAsync(HttpMethod.Get, "/me");
            Assert.That(answer.Headers.CacheControl, Is.EqualTo(CacheControlHeaderValue.Parse("private, no-cache")));
            Assert.That(answer.Headers.Vary, Has.Some.EqualTo("Authorization"));
        }
    }
}
