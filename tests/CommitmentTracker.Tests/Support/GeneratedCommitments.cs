using System.Globalization;
using System.Net;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// Commitments of every kind and in every condition, the same in every run, made through the API: drafts, archived, superseded and
/// cancelled ones, proposals, some also under other instruments, with owners who report often, once or never.
/// </summary>
internal sealed class GeneratedCommitments(TestService service, int seed = GeneratedCommitments.UsualSeed)
{
    // Fixed, so that a failure can be looked into.
    private const int UsualSeed = 20260116;
    private const int Count = 60;

    public static readonly string[] Instruments = ["GEN-A", "GEN-B", "GEN-C", "GEN-D"];
    public static readonly string[] Themes = ["gen_one", "gen_three", "gen_two"];
    public static readonly string[] Bodies = ["GEN-IDLE", "GEN-WG-1", "GEN-WG-2"];

    private static readonly string[] Parties = [.. ReferenceRows.MemberStates.Except(["TL"]), "GEN-WG-1", "GEN-WG-2"];
    private static readonly string[] Statuses = ["not_started", "in_progress", "completed", "completed", "on_hold", "cancelled"];
    private static readonly string[] Precisions = ["day", "day", "month", "quarter", "year"];
    private static readonly DateOnly FirstDay = new(2025, 1, 1);

    private readonly Random random = new(seed);

    public async Task AddAsync()
    {
        Array.ForEach(ReferenceRows.MemberStates, code => service.AddMemberState(code));
        Array.ForEach(Themes, code => service.AddTheme(code));
        foreach (var code in Instruments)
        {
            await service.AddInstrumentAsync(code);
        }

        foreach (var code in Bodies)
        {
            await service.AddBodyAsync(code);
        }

        for (var number = 1; number <= Count; number++)
        {
            await AddOneAsync(number);
        }
    }

    private async Task AddOneAsync(int number)
    {
        var code = Code(number);
        // Of some all owners say the same, so that the commitment's own status comes to that.
        var agreed = (number % 10) switch
        {
            2 or 7 => "completed",
            4 => "cancelled",
            5 => "on_hold",
            1 => "not_started",
            _ => null,
        };
        var owners = random.GetItems(Parties, random.Next(7)).Distinct().ToArray();
        await service.PostAsync("/commitments", Record(code, owners));
        foreach (var party in owners)
        {
            for (var left = agreed is null ? random.Next(3) : 1; left > 0; left--)
            {
                await service.PostAsync($"/commitments/{code}/progress-updates", Update(party, agreed ?? Pick(Statuses)));
            }
        }

        if (number % 12 == 0)
        {
            await ChangeAsync(HttpMethod.Delete, code, null);
        }
        else if (number % 9 == 0)
        {
            await ChangeAsync(HttpMethod.Patch, code, new { supersededBy = Code(number - 1) });
        }
    }

    private object Record(string code, string[] owners)
    {
        var instruments = random.GetItems(Instruments, 3).Distinct().ToArray();
        var isDue = random.Next(5) > 0;
        return new
        {
            code,
            title = $"{(random.Next(2) == 0 ? "Alpha" : "Beta")} {code}",
            kind = random.Next(5) == 0 ? "proposal" : "commitment",
            scope = random.Next(3) == 0 ? "national" : "regional",
            instrument = instruments[0],
            alsoUnder = instruments[1..],
            theme = Pick(Themes),
            publication = random.Next(6) == 0 ? "draft" : "published",
            deadline = new
            {
                dueOn = isDue ? DueDay() : null,
                precision = isDue ? Pick(Precisions) : null,
                basis = isDue ? "decided" : "none",
            },
            assignments = owners.Select(party => new
            {
                party,
                role = random.Next(2) == 0 ? "lead" : "support",
                basis = "stated",
            }),
        };
    }

    private object Update(string party, string status) =>
        new
        {
            party,
            asOf = Day(22 * 31),
            status,
            health = Pick("on_track", "at_risk", "off_track"),
            healthReason = "Said so",
            nilReturn = true,
        };

    private async Task ChangeAsync(HttpMethod method, string code, object? body)
    {
        var answer = body is null
            ? await service.Admin.SendAsync(method, $"/commitments/{code}", tag: "*")
            : await service.Admin.SendJsonAsync(method, $"/commitments/{code}", body, "*");
        Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.NoContent), await answer.Content.ReadAsStringAsync());
    }

    private string Pick(params string[] values) => values[random.Next(values.Length)];

    private string Day(int days) => FirstDay.AddDays(random.Next(days)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Some time in three years; one in four soon, by the clock of the tests.</summary>
    private string DueDay() => random.Next(4) == 0 ? "2026-12-10" : Day(3 * 365);

    private static string Code(int number) => $"GEN-{number}";
}
