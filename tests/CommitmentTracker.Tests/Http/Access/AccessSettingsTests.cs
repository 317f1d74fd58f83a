using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Access;

[Parallelizable(ParallelScope.Self)]
internal sealed class AccessSettingsTests
{
    private const string Oidc = "Authentication:Schemes:Oidc";

    private string folder = null!;

    [OneTimeSetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("Access__BootstrapKey", "Access:BootstrapKey=too-short")]
    [TestCase("Access__BootstrapKey", "Access:BootstrapKey=")]
    [TestCase("Access__BootstrapKey", "Access:BootstrapKey= with a space before and long enough otherwise")]
    [TestCase("Access__BootstrapKey", "Access:BootstrapKey=mit-einem-schlüssel-der-nicht-in-den-kopf-passt")]
    [TestCase(
        "Access__BootstrapKey",
        "Access:BootstrapKey=looks.like.a-token-0123456789-0123456789",
        $"{Oidc}:Authority=https://issuer.example.org",
        $"{Oidc}:Audience=tracker"
    )]
    [TestCase("Authentication__Schemes__Oidc__Audience", $"{Oidc}:Authority=https://issuer.example.org")]
    [TestCase("Authentication__Schemes__Oidc__Audience", $"{Oidc}:Authority=https://issuer.example.org", $"{Oidc}:Audience=")]
    [TestCase("Authentication__Schemes__Oidc__Authority", $"{Oidc}:Authority=issuer.example.org", $"{Oidc}:Audience=tracker")]
    [TestCase("Authentication__Schemes__Oidc__Authority", $"{Oidc}:Authority=http://issuer.example.org", $"{Oidc}:Audience=tracker")]
    [TestCase(
        "Authentication__Schemes__Oidc__RefreshSeconds",
        $"{Oidc}:Authority=https://issuer.example.org",
        $"{Oidc}:Audience=tracker",
        $"{Oidc}:RefreshSeconds=0"
    )]
    [TestCase("Authentication__Schemes__Oidc__RoleNames", $"{Oidc}:RoleNames=tracker-staff")]
    [TestCase("Authentication__Schemes__Oidc__RoleNames", $"{Oidc}:RoleNames=tracker-staff=owner")]
    [TestCase("Authentication__Schemes__Oidc__RoleNames", $"{Oidc}:RoleNames=staff=reader,staff=admin")]
    [TestCase("Authentication__Schemes__Oidc__ClientId", $"{Oidc}:ClientId=pages")]
    [TestCase(
        "Authentication__Schemes__Oidc__ClientId",
        $"{Oidc}:Authority=https://issuer.example.org",
        $"{Oidc}:Audience=tracker",
        $"{Oidc}:ClientId="
    )]
    [TestCase(
        "Authentication__Schemes__Oidc__ClientSecret",
        $"{Oidc}:Authority=https://issuer.example.org",
        $"{Oidc}:Audience=tracker",
        $"{Oidc}:ClientSecret=secret"
    )]
    [TestCase(
        "Authentication__Schemes__Oidc__ClientSecret",
        $"{Oidc}:Authority=https://issuer.example.org",
        $"{Oidc}:Audience=tracker",
        $"{Oidc}:ClientId=pages",
        $"{Oidc}:ClientSecret="
    )]
    [TestCase(
        "Authentication__Schemes__Oidc__Scope",
        $"{Oidc}:Authority=https://issuer.example.org",
        $"{Oidc}:Audience=tracker",
        $"{Oidc}:ClientId=pages",
        $"{Oidc}:Scope=profile"
    )]
    [TestCase(
        "Authentication__Schemes__Oidc__DisplayName",
        $"{Oidc}:Authority=https://issuer.example.org",
        $"{Oidc}:Audience=tracker",
        $"{Oidc}:DisplayName= "
    )]
    [TestCase("Proxy__PathBase", "Proxy:PathBase=tracker")]
    [TestCase("Proxy__PathBase", "Proxy:PathBase=/tracker/")]
    [TestCase("Http__PublicUrl", "Http:PublicUrl=tracker.example.org")]
    [TestCase("Http__PublicUrl", "Http:PublicUrl=https://tracker.example.org/?a=b")]
    [TestCase("Http__PublicUrl", "Http:PublicUrl=https://tracker.example.org", "Proxy:PathBase=/tracker")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string named, params string[] settings)
    {
        var run = await CommandRun.OfAsync(
            Path.Combine(folder, "commitments.db"),
            ["--urls=http://127.0.0.1:0", .. settings.Select(setting => $"--{setting}")]
        );
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(run.Errors, Does.Contain(named));
            Assert.That(run.Errors.Trim(), Does.Not.Contain("\n"));
        });
    }
}
