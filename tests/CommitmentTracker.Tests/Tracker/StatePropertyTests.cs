using CommitmentTracker.Api.Access;
using CommitmentTracker.Tests.Support;
using CommitmentTracker.Tests.Support.Oracle;

namespace CommitmentTracker.Tests.Tracker;

/// <summary>
/// Whatever was changed, wherever and in whatever order, and whatever was asked in between: every list, figure, calendar and export is what
/// the plain records come to. A failure prints all that was done, and its seed does it again.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class StatePropertyTests
{
    private const int Rounds = 3;
    private const int MostRounds = 8;
    private const int ChangesBetweenQuestions = 4;
    private const int NewQuestions = 6;
    private const int OldQuestions = 10;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public Task After_any_changes_every_answer_is_what_the_records_come_to(int seed) => LiveAsync(seed, names: null);

    [TestCase(5)]
    [TestCase(6)]
    public async Task A_day_of_mixed_use_is_answered_with_the_same_bytes_on_both_engines(int seed)
    {
        PostgresServer.Require();
        var names = new TwinNames();
        await LiveAsync(seed, names);
        Assert.That(names.Answers, Is.GreaterThan(500));
    }

    private static async Task LiveAsync(int seed, TwinNames? names)
    {
        var dice = new Dice(seed);
        using var services = await ServicesOnOneFile.StartAsync(RandomChanges.FocalPoint, RandomChanges.PrepareAsync, names);
        var (changes, asking) = (new RandomChanges(services, dice), new Asking(services, dice));
        var done = new HashSet<string>();
        await changes.BeginAsync();
        for (var round = 1; round <= Rounds || (done.Count < changes.Kinds.Count && round <= MostRounds); round++)
        {
            // Each kind once in every round, in an order of its own.
            foreach (var some in dice.Shuffled(changes.Kinds.Keys).Chunk(ChangesBetweenQuestions))
            {
                foreach (var kind in some)
                {
                    if (await MakeAsync(changes, kind))
                    {
                        done.Add(kind);
                    }
                }

                await asking.AskAsync();
                if (dice.OneIn(3))
                {
                    // Nothing is written in between: the day alone makes another answer of it.
                    await MakeAsync(changes, RandomChanges.TimePasses);
                    await asking.AskAgainAsync();
                }
            }
        }

        Assert.That(changes.Kinds.Keys.Except(done), Is.Empty, "Each kind of change was made at least once.");
        Assert.That(asking.Empty, Is.LessThan(asking.Asked / 3), "Most answers had something in them.");

        async Task<bool> MakeAsync(RandomChanges changes, string kind)
        {
            services.Clock.Advance(TimeSpan.FromSeconds(1));
            var isDone = await changes.Kinds[kind]();
            TestContext.Out.WriteLine($"{services.Clock.GetUtcNow():u} {kind}{(isDone ? "" : ": nothing changed")}");
            return isDone;
        }
    }

    /// <summary>Asks new questions, and old ones again: what is kept for those must have followed.</summary>
    private sealed class Asking(ServicesOnOneFile services, Dice dice)
    {
        private readonly RandomQuestions questions = new(services, dice);
        private readonly List<(Caller Caller, Question Question)> asked = [];
        private List<(Caller Caller, Question Question)> lately = [];

        /// <summary>Of the service that is asked.</summary>
        private int number;

        public int Asked { get; private set; }

        public int Empty { get; private set; }

        public async Task AskAsync()
        {
            number = dice.Number(0, 1);
            var records = await services.RecordsAsync();
            var made = questions.Make(records, NewQuestions).Select(question => (dice.One(services.Callers), question)).ToList();
            lately = [.. dice.Few(asked, OldQuestions), .. made];
            asked.AddRange(made);
            await AskAsync(records);
        }

        /// <summary>The same, of the same one.</summary>
        public async Task AskAgainAsync() => await AskAsync(await services.RecordsAsync());

        private async Task AskAsync(Records records)
        {
            foreach (var (caller, question) in lately)
            {
                TestContext.Out.WriteLine($"  service {number}, {caller.Name}: {question}");
                var found = await services.CheckAsync(number, caller, question, records);
                Asked++;
                Empty += found == 0 ? 1 : 0;
            }
        }
    }
}
