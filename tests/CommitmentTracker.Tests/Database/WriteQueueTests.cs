using System.Globalization;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Database;

internal sealed class WriteQueueTests
{
    private const int Writers = 200;

    [Test]
    public async Task Parallel_writers_lose_no_update()
    {
        using var database = WithCounter();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => CountUpAsync(database.Store))));
        Assert.That(CounterOf(database), Is.EqualTo(Writers));
    }

    [Test]
    public async Task What_waits_is_committed_together()
    {
        using var database = WithCounter();
        var held = HeldWrite.BeginIn(database.Store);
        var waiting = Enumerable.Range(0, Writers).Select(_ => CountUpAsync(database.Store)).ToList();
        await held.EndAsync();
        await Task.WhenAll(waiting);
        Assert.Multiple(() =>
        {
            Assert.That(CounterOf(database), Is.EqualTo(Writers));
            Assert.That(database.Commits.Count, Is.LessThanOrEqualTo(3));
        });
    }

    [Test]
    public async Task Whoever_is_answered_is_stored()
    {
        using var database = TestDatabase.Migrated();
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(number =>
                    Task.Run(async () =>
                    {
                        var code = string.Create(CultureInfo.InvariantCulture, $"theme_{number}");
                        await AddAsync(database.Store, code);
                        Assert.That(
                            database.Query<string>("select theme_code from themes where theme_code = @code", new { code }),
                            Is.Not.Empty
                        );
                    })
                )
        );
    }

    [Test]
    public async Task A_waiter_whose_patience_ends_is_told_that_the_store_is_busy_and_nothing_is_written_for_it()
    {
        using var database = TestDatabase.Migrated();
        var held = HeldWrite.BeginIn(database.Store);
        Assert.That(
            () => AddAsync(database.StoreWithPatience(TimeSpan.FromMilliseconds(20)), "late"),
            Throws.TypeOf<StoreException>().With.Property(nameof(StoreException.Fault)).EqualTo(StoreFault.Busy)
        );
        await held.EndAsync();
        await AddAsync(database.Store, "next");
        Assert.That(ThemesIn(database), Is.EqualTo(new[] { "next" }));
    }

    [Test]
    public async Task Nothing_is_written_for_a_waiter_that_went_away()
    {
        using var database = TestDatabase.Migrated();
        using var gone = new CancellationTokenSource();
        var held = HeldWrite.BeginIn(database.Store);
        var waiting = AddAsync(database.Store, "gone", cancellation: gone.Token);
        await gone.CancelAsync();
        Assert.That(() => waiting, Throws.InstanceOf<OperationCanceledException>());
        await held.EndAsync();
        await AddAsync(database.Store, "next");
        Assert.That(ThemesIn(database), Is.EqualTo(new[] { "next" }));
    }

    [Test]
    public async Task A_write_that_began_is_waited_for_however_long_it_takes()
    {
        using var database = TestDatabase.Migrated();
        var held = HeldWrite.BeginIn(database.StoreWithPatience(TimeSpan.FromMilliseconds(20)));
        await held.Begun;
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        Assert.That(held.IsAnswered, Is.False);
        await held.EndAsync();
    }

    [Test]
    public async Task A_write_that_fails_or_is_refused_takes_back_nothing_of_its_group()
    {
        using var database = TestDatabase.Migrated();
        var held = HeldWrite.BeginIn(database.Store);
        var first = AddAsync(database.Store, "first");
        var failed = AddAsync(database.Store, "failed", () => throw new InvalidOperationException("the use case failed"));
        var refused = AddAsync(database.Store, "refused", () => new Refusal(ErrorCode.RuleBroken, "No."));
        var twice = AddAsync(database.Store, "first");
        var last = AddAsync(database.Store, "last");
        await held.EndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(() => failed, Throws.TypeOf<InvalidOperationException>());
            Assert.That(
                () => twice,
                Throws.TypeOf<StoreException>().With.Property(nameof(StoreException.Fault)).EqualTo(StoreFault.Conflict)
            );
        });
        var (isStored, isRefused) = ((await first).Succeeded(out _, out _), !(await refused).Succeeded(out _, out var refusal));
        await last;
        Assert.Multiple(() =>
        {
            Assert.That(isStored, Is.True);
            Assert.That(isRefused, Is.True);
            Assert.That(refusal!.Code, Is.EqualTo(ErrorCode.RuleBroken));
            Assert.That(ThemesIn(database), Is.EqualTo(new[] { "first", "last" }));
        });
    }

    [Test]
    [OfFiles]
    public async Task When_the_commit_fails_everyone_of_the_group_is_told_and_the_next_one_is_stored()
    {
        using var database = TestDatabase.Migrated();
        var held = HeldWrite.BeginIn(database.Store);
        var sound = AddAsync(database.Store, "sound");
        // What refers to nothing is noticed only at the commit.
        var broken = database.Store.WriteAsync<int>(
            async session =>
                await session.ExecuteAsync("pragma defer_foreign_keys = on")
                + await session.ExecuteAsync("insert into also_under (commitment_code, instrument_code) values ('NONE', 'NONE')"),
            CancellationToken.None
        );
        await held.EndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(() => sound, Throws.TypeOf<StoreException>());
            Assert.That(() => broken, Throws.TypeOf<StoreException>());
        });
        await AddAsync(database.Store, "next");
        Assert.That(ThemesIn(database), Is.EqualTo(new[] { "next" }));
    }

    [Test]
    public async Task A_rehearsal_is_taken_back_and_the_writes_beside_it_are_not()
    {
        using var database = TestDatabase.Migrated();
        var held = HeldWrite.BeginIn(database.Store);
        var rehearsal = database.Store.RehearseAsync<int>(
            async session => await session.ExecuteAsync("insert into themes (theme_code, name) values ('tried', 'Tried')"),
            CancellationToken.None
        );
        var write = AddAsync(database.Store, "stored");
        await held.EndAsync();
        await Task.WhenAll(rehearsal, write);
        Assert.That(ThemesIn(database), Is.EqualTo(new[] { "stored" }));
    }

    [Test]
    public async Task Waiting_holds_no_thread()
    {
        using var database = WithCounter();
        var held = HeldWrite.BeginIn(database.Store);
        await held.Begun;

        // One thread starts them all: were it held by the first to wait, there would be no second before that gave up.
        var waiting = new List<Task>();
        for (var writer = 0; writer < Writers; writer++)
        {
            waiting.Add(CountUpAsync(database.Store));
            Assert.That(waiting[^1].IsCompleted, Is.False);
        }

        await held.EndAsync();
        await Task.WhenAll(waiting);
        Assert.That(CounterOf(database), Is.EqualTo(Writers));
    }

    private static TestDatabase WithCounter()
    {
        var database = TestDatabase.Migrated();
        database.Execute("insert into themes (theme_code, name) values ('counter', '0')");
        return database;
    }

    private static int CounterOf(TestDatabase database) =>
        int.Parse(database.Single<string>("select name from themes where theme_code = 'counter'"), CultureInfo.InvariantCulture);

    private static List<string> ThemesIn(TestDatabase database) => database.Query<string>("select theme_code from themes order by 1");

    private static Task<Result<bool>> AddAsync(
        Store store,
        string code,
        Func<Result<bool>>? then = null,
        CancellationToken cancellation = default
    ) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("insert into themes (theme_code, name) values (@code, @code)", new { code });
                return then?.Invoke() ?? true;
            },
            cancellation
        );

    private static Task<Result<bool>> CountUpAsync(Store store) =>
        store.WriteAsync<bool>(
            async session =>
            {
                var count = await session.SingleAsync<string>("select name from themes where theme_code = 'counter'");
                await Task.Yield();
                var next = Stored.Number(long.Parse(count, CultureInfo.InvariantCulture) + 1);
                await session.ExecuteAsync("update themes set name = @next where theme_code = 'counter'", new { next });
                return true;
            },
            CancellationToken.None
        );

    /// <summary>A write that goes on until it is told to end, while others queue behind it.</summary>
    private sealed class HeldWrite
    {
        private readonly TaskCompletionSource begun = new();
        private readonly TaskCompletionSource release = new();
        private readonly Task write;

        private HeldWrite(Store store) =>
            write = store.WriteAsync<bool>(
                async _ =>
                {
                    begun.SetResult();
                    await release.Task;
                    return true;
                },
                CancellationToken.None
            );

        public Task Begun => begun.Task;

        public bool IsAnswered => write.IsCompleted;

        public static HeldWrite BeginIn(Store store)
        {
            var held = new HeldWrite(store);
            held.Begun.Wait(TimeSpan.FromSeconds(20));
            return held;
        }

        public Task EndAsync()
        {
            release.SetResult();
            return write;
        }
    }
}
