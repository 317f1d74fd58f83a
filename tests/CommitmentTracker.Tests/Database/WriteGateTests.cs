using System.Globalization;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Database;

internal sealed class WriteGateTests
{
    private const int Writers = 200;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Two_writers_never_overlap()
    {
        using var gate = new WriteGate(Long);
        var (inside, most) = (0, 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var pass = await gate.EnterAsync(CancellationToken.None);
                        most = Math.Max(most, Interlocked.Increment(ref inside));
                        await Task.Yield();
                        Interlocked.Decrement(ref inside);
                    })
                )
        );
        Assert.That(most, Is.EqualTo(1));
    }

    [Test]
    public async Task Parallel_writers_to_the_store_lose_no_update()
    {
        using var database = TestDatabase.Migrated();
        database.Execute("insert into themes (theme_code, name) values ('counter', '0')");
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => CountUpAsync(database.Store))));
        Assert.That(database.Single<string>("select name from themes"), Is.EqualTo(Stored.Number(Writers)));
    }

    [Test]
    public async Task A_waiter_whose_patience_ends_is_told_that_the_store_is_busy_and_leaves_the_gate_in_order()
    {
        using var gate = new WriteGate(TimeSpan.FromMilliseconds(20));
        using (await gate.EnterAsync(CancellationToken.None))
        {
            Assert.That(
                async () => await gate.EnterAsync(CancellationToken.None),
                Throws.TypeOf<StoreException>().With.Property(nameof(StoreException.Fault)).EqualTo(StoreFault.Busy)
            );
        }

        using var pass = await gate.EnterAsync(CancellationToken.None);
        Assert.That(pass, Is.Not.Null);
    }

    [Test]
    public async Task A_waiter_that_goes_away_leaves_the_gate_in_order()
    {
        using var gate = new WriteGate(Long);
        using var gone = new CancellationTokenSource();
        using (await gate.EnterAsync(CancellationToken.None))
        {
            var waiting = gate.EnterAsync(gone.Token);
            await gone.CancelAsync();
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        }

        using var pass = await gate.EnterAsync(CancellationToken.None);
        Assert.That(pass, Is.Not.Null);
    }

    [Test]
    public async Task A_write_that_fails_or_is_refused_leaves_the_gate_in_order_and_no_row()
    {
        using var database = TestDatabase.Migrated();
        Assert.That(
            async () =>
                await database.Store.WriteAsync<bool>(
                    async session =>
                    {
                        await session.ExecuteAsync("insert into themes (theme_code, name) values ('failed', 'Failed')");
                        throw new InvalidOperationException("the use case failed");
                    },
                    CancellationToken.None
                ),
            Throws.TypeOf<InvalidOperationException>()
        );
        await database.Store.WriteAsync<bool>(
            async session =>
            {
                await session.ExecuteAsync("insert into themes (theme_code, name) values ('refused', 'Refused')");
                return new Refusal(ErrorCode.RuleBroken, "No.");
            },
            CancellationToken.None
        );
        await database.Store.WriteAsync<bool>(
            async session =>
            {
                await session.ExecuteAsync("insert into themes (theme_code, name) values ('stored', 'Stored')");
                return true;
            },
            CancellationToken.None
        );
        Assert.That(database.Query<string>("select theme_code from themes"), Is.EqualTo(new[] { "stored" }));
    }

    [Test]
    public async Task Waiting_holds_no_thread()
    {
        using var database = TestDatabase.Migrated();
        database.Execute("insert into themes (theme_code, name) values ('counter', '0')");
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var first = database.Store.WriteAsync<bool>(
            async _ =>
            {
                entered.SetResult();
                await release.Task;
                return true;
            },
            CancellationToken.None
        );
        await entered.Task;

        // One thread starts them all: were it held by the first to wait, there would be no second before that gave up.
        var waiting = new List<Task>();
        for (var writer = 0; writer < Writers; writer++)
        {
            waiting.Add(CountUpAsync(database.Store));
            Assert.That(waiting[^1].IsCompleted, Is.False);
        }

        release.SetResult();
        await Task.WhenAll([first, .. waiting]);
        Assert.That(database.Single<string>("select name from themes"), Is.EqualTo(Stored.Number(Writers)));
    }

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
}
