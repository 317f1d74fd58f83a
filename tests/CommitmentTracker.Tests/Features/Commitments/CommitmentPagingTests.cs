using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using CommitmentTracker.Tracker;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Features.Commitments;

/// <summary>Whoever turns the pages of a list while others write sees each record that stays once, and in its order.</summary>
internal sealed class CommitmentPagingTests
{
    private const int Count = 1000;
    private const int PageSize = 25;

    /// <summary>One in so many is archived on the way.</summary>
    private const int DoomedEach = 5;

    /// <summary>How many are written at once: the same instant, so that codes break ties.</summary>
    private const int BatchSize = 40;

    private const int WritesBesideAPage = 3;

    private static readonly string?[] DueDates = [null, "2026-06-30", "2026-12-31", "2027-03-31", "2030-12-31", "2030-12-31"];

    private static readonly Status[] Statuses = [Status.NotReported, Status.InProgress, Status.OnHold, Status.NotStarted];

    private static readonly ChangeNote Note = new("someone", ChangeType.CommitmentCreated);

    private TestService service;

    [SetUp]
    public async Task SetUp()
    {
        service = TestService.Start(null, null, "RateLimits:Enabled=false");
        using (var connection = TestEngine.Open(service.DatabasePath))
        {
            await connection.ExecuteAsync(TestDatabase.ReferenceSql);
        }

        // The journal does not tell of it.
        service.Services.GetRequiredService<LiveState>().Invalidate();
    }

    [TearDown]
    public void TearDown() => service.Dispose();

    [TestCase("code")]
    [TestCase("-code")]
    [TestCase("title")]
    [TestCase("-title")]
    [TestCase("dueOn")]
    [TestCase("-dueOn")]
    [TestCase("status")]
    [TestCase("updatedAt")]
    [TestCase("-updatedAt")]
    [TestCase("dueOn,-updatedAt")]
    [TestCase("-status,title,-dueOn")]
    public async Task A_thousand_records_are_paged_through_while_others_are_written_and_archived(string sort)
    {
        var seeds = await SeedAsync();
        var doomed = new Queue<string>(seeds.Where(seed => seed.IsDoomed).Select(seed => seed.Code));
        var (seen, added) = (new List<string>(), 0);
        string? next = null;
        do
        {
            var page = service.Public.GetJsonAsync($"/commitments?fields=code&limit={PageSize}&sort={sort}{CursorOf(next)}");
            for (var write = 0; write < WritesBesideAPage; write++)
            {
                service.Clock.Advance(TimeSpan.FromSeconds(1));
                await AddAsync(added++);
                if (doomed.TryDequeue(out var code))
                {
                    await ArchiveAsync(code);
                }
            }

            var answer = await page;
            seen.AddRange(answer["items"]!.AsArray().Select(item => (string)item!["code"]!));
            next = (string?)answer["page"]!["next"];
        } while (next is not null);

        var staying = Sorted(seeds.Where(seed => !seed.IsDoomed), sort.Split(',')).Select(seed => seed.Code).ToList();
        Assert.That(seen, Is.Unique);
        Assert.That(seen.Intersect(staying), Is.EqualTo(staying));
    }

    [TestCase("ก", Description = "Thai, three bytes a character")]
    [TestCase("😀", Description = "four bytes a character")]
    [TestCase("\"", Description = "escaped in JSON")]
    [TestCase("\\", Description = "escaped in JSON")]
    [TestCase("<", Description = "escaped for HTML by some")]
    public async Task The_longest_titles_make_cursors_that_the_service_takes_back(string character)
    {
        string[] codes = ["PG-1", "PG-2", "PG-3"];
        await WriteAsync(async session =>
        {
            foreach (var code in codes)
            {
                var longest = string.Concat(Enumerable.Repeat(character, Commitment.TitleMaxLength - 1)) + code[^1];
                await CommitmentWriter.CreateAsync(
                    session,
                    Some.Commitment(code) with
                    {
                        Title = longest,
                        Publication = Publication.Published,
                    },
                    Note
                );
            }
        });

        var (seen, next) = (new List<string>(), (string?)null);
        do
        {
            var page = await service.Public.GetJsonAsync(
                $"/commitments?instrument={Some.Instrument}&fields=code&limit=1&sort=title,status,dueOn,updatedAt{CursorOf(next)}"
            );
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["code"]!));
            next = (string?)page["page"]!["next"];
        } while (next is not null);

        Assert.That(seen, Is.EqualTo(codes));
    }

    private static string CursorOf(string? next) => next is null ? "" : $"&cursor={next}";

    private static IEnumerable<Seed> Sorted(IEnumerable<Seed> seeds, string[] sort)
    {
        var isDescending = false;
        var ordered = seeds.OrderBy(_ => 0);
        foreach (var key in sort)
        {
            isDescending = key.StartsWith('-');
            ordered = Then(ordered, seed => seed.ValueOf(key.TrimStart('-')), isDescending);
        }

        return Then(ordered, seed => seed.Code, isDescending);
    }

    private static IOrderedEnumerable<Seed> Then(IOrderedEnumerable<Seed> seeds, Func<Seed, string> value, bool isDescending) =>
        isDescending ? seeds.ThenByDescending(value, StringComparer.Ordinal) : seeds.ThenBy(value, StringComparer.Ordinal);

    private async Task<List<Seed>> SeedAsync()
    {
        var seeds = new List<Seed>();
        foreach (var batch in Enumerable.Range(0, Count).Chunk(BatchSize))
        {
            service.Clock.Advance(TimeSpan.FromMinutes(1));
            var updatedAt = Stored.Instant(service.Clock.GetUtcNow());
            // Codes, titles, due dates and statuses in no common order.
            seeds.AddRange(batch.Select(number => new Seed(number * 389 % Count, updatedAt)));
            await WriteAsync(async session =>
            {
                foreach (var seed in seeds.TakeLast(batch.Length))
                {
                    await CommitmentWriter.CreateAsync(session, seed.ToCommitment(), Note);
                }
            });
        }

        return seeds;
    }

    private async Task WriteAsync(Func<WriteSession, Task> write) =>
        await service
            .Services.GetRequiredService<Store>()
            .WriteAsync<bool>(
                async session =>
                {
                    await write(session);
                    return true;
                },
                CancellationToken.None
            );

    private async Task AddAsync(int number)
    {
        var dueOn = DueDates[number % DueDates.Length];
        var body = new JsonObject
        {
            ["code"] = string.Create(CultureInfo.InvariantCulture, $"PG-{number * 7 % Count:D4}.{number}"),
            ["title"] = $"Step {number * 13 % 100}",
            ["kind"] = "commitment",
            ["scope"] = "regional",
            ["instrument"] = Some.Instrument,
            ["theme"] = Some.Theme,
            ["publication"] = "published",
        };
        if (dueOn is not null)
        {
            body["deadline"] = new JsonObject
            {
                ["dueOn"] = dueOn,
                ["precision"] = "day",
                ["basis"] = "stated",
            };
        }

        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/commitments", body.ToJsonString());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), await answer.Content.ReadAsStringAsync());
    }

    private async Task ArchiveAsync(string code)
    {
        var answer = await service.Admin.SendAsync(HttpMethod.Delete, $"/commitments/{code}", tag: "*");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent), await answer.Content.ReadAsStringAsync());
    }

    private sealed record Seed(int Number, string UpdatedAt)
    {
        public string Code => string.Create(CultureInfo.InvariantCulture, $"PG-{Number:D4}");

        public bool IsDoomed => Number % DoomedEach == 0;

        private string Title => $"Step {Number * 31 % 97}";

        private string? DueOn => DueDates[Number % DueDates.Length];

        private Status Status => Statuses[Number % Statuses.Length];

        public string ValueOf(string key) =>
            key switch
            {
                "code" => Code,
                "title" => Title,
                "dueOn" => DueOn ?? "without a due date, after every day",
                "status" => EnumCode.Of(Status),
                "updatedAt" => UpdatedAt,
                _ => throw new ArgumentOutOfRangeException(nameof(key)),
            };

        public Commitment ToCommitment() =>
            Some.Commitment(Code) with
            {
                Title = Title,
                Publication = Publication.Published,
                Deadline = DueOn is null ? Deadline.None : Deadline.On(Some.Day(DueOn), DatePrecision.Day, DeadlineBasis.Stated),
                Assignments = Some.Assignments([
                    new Assignment(Some.MemberState, AssignmentRole.Lead, OwnershipBasis.Stated)
                    {
                        Report = Status == Status.NotReported ? null : new Report { AsOf = Some.Day("2026-03-01"), Status = Status },
                    },
                ]),
            };
    }
}
