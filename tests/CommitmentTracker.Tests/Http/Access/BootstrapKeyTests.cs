using CommitmentTracker.Api.Access;
using CommitmentTracker.Data.Access;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Tests.Http.Access;

[Parallelizable(ParallelScope.Self)]
internal sealed class BootstrapKeyTests
{
    private const string Given = "a-first-admin-key-of-the-settings-0123456789";

    [Test]
    public async Task Where_the_settings_name_none_one_is_made_and_shown_at_the_first_start_alone()
    {
        using var database = TestDatabase.Migrated();
        var shown = await StartAsync(database, null);
        var secret = shown.Trim().Split(' ')[^1];
        Assert.That(shown, Does.Match("^The first admin key, shown only this once: ct_[A-Za-z0-9_-]{43}\\s*$"));
        var key = await database.Store.ReadAsync(session => ApiKeyTable.FindAsync(session, secret), CancellationToken.None);
        Assert.That(key?.Role, Is.EqualTo(Role.Admin));
        Assert.That(await StartAsync(database, null), Is.Empty);
        Assert.That(database.Single<long>("select count(*) from api_keys"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_one_of_the_settings_is_added_once_and_never_shown()
    {
        using var database = TestDatabase.Migrated();
        Assert.That(await StartAsync(database, Given), Is.Empty);
        Assert.That(await StartAsync(database, Given), Is.Empty);
        Assert.That(database.Single<string>("select role from api_keys"), Is.EqualTo("admin"));
        Assert.That(database.Single<string>("select type from changes"), Is.EqualTo("api_key_created"));
    }

    [Test]
    public async Task One_that_was_revoked_stays_so_at_the_next_start()
    {
        using var database = TestDatabase.Migrated();
        await StartAsync(database, Given);
        database.Execute("update api_keys set revoked_at = '2026-11-21T05:00:00.000Z'");
        await StartAsync(database, Given);
        Assert.That(database.Single<string?>("select revoked_at from api_keys"), Is.Not.Null);
    }

    private static async Task<string> StartAsync(TestDatabase database, string? given)
    {
        await using var console = new StringWriter();
        var options = Options.Create(new AccessOptions { BootstrapKey = given });
        await new BootstrapKey(database.Store, options, NullLogger<BootstrapKey>.Instance).EnsureAsync(console, CancellationToken.None);
        return console.ToString();
    }
}
