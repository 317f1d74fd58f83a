using CommitmentTracker.TestStand.Generator;

namespace CommitmentTracker.Benchmarks.Scenarios;

/// <summary>Three hundred different addresses, the same each time: what officials and dashboards ask for in turn.</summary>
internal static class MixedAddresses
{
    private const int Seed = 300;
    private const int All = 300;
    private const int Lists = 110;
    private const int LaterPages = 30;
    private const int Items = 90;
    private const int Summaries = 20;
    private const int Searches = 40;
    private const int Matrices = 10;

    private static readonly string[] States = ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"];
    private static readonly string[] Themes = ["coordination", "cybersecurity", "data", "digital_trade", "inclusion", "infrastructure"];
    private static readonly string[] Instruments = ["ADM-2030", "ADGMIN-6", "AI-GUIDE", "DEFA", "HANOI-2026", "BKK-2025"];
    private static readonly string[] Statuses = ["in_progress", "completed", "not_started", "on_hold", "not_reported", "cancelled"];
    private static readonly string[] Sorts =
    [
        "",
        "&sort=title",
        "&sort=-updatedAt",
        "&sort=dueOn",
        "&sort=dueOn,-updatedAt",
        "&sort=-status",
    ];
    private static readonly string[] Groups = ["memberState", "body", "instrument", "theme"];

    private static readonly string[] Words =
    [
        "payment",
        "cable",
        "spectrum",
        "identity",
        "farmers",
        "ports",
        "universities",
        "sandbox",
        "workshop",
        "interfaces",
        "roadmap",
        "visa",
    ];

    public static async Task<IReadOnlyList<string>> DrawAsync(HttpClient client, int commitments)
    {
        var random = new Random(Seed);
        var codes = await SeenAsync(client, commitments, random);
        var addresses = new List<string>();
        Draw(addresses, Lists, () => ListOf(random));
        foreach (var list in addresses.Take(LaterPages).ToList())
        {
            if (await PageWalk.ToAsync(client, list, 0) is { } later)
            {
                addresses.Add(later);
            }
        }

        addresses.AddRange(codes.Select(code => $"/api/v1/commitments/{code}"));
        Draw(addresses, Summaries, () => $"/api/v1/summary?groupBy={Pick(random, Groups)}{Filter(random)}");
        Draw(addresses, Searches, () => $"/api/v1/commitments?q={Pick(random, Words)}%20{Pick(random, Words)}&limit=50");
        Draw(
            addresses,
            Matrices,
            () =>
                $"/api/v1/summary/matrix?instrument={Pick(random, [.. GeneratedTracker.SmallInstruments])}&status={Pick(random, Statuses)},not_reported"
        );
        // In a small tracker not every list has a second page.
        Draw(addresses, All - addresses.Count, () => ListOf(random));
        return addresses;
    }

    /// <summary>Adds so many that are not there yet.</summary>
    private static void Draw(List<string> addresses, int count, Func<string> draw)
    {
        for (var until = addresses.Count + count; addresses.Count < until; )
        {
            var address = draw();
            if (!addresses.Contains(address))
            {
                addresses.Add(address);
            }
        }
    }

    private static string ListOf(Random random) =>
        $"/api/v1/commitments?memberState={Pick(random, States)}{Filter(random)}{Pick(random, Sorts)}&limit=50";

    private static string Filter(Random random) =>
        random.Next(5) switch
        {
            0 => $"&status={Pick(random, Statuses)}",
            1 => $"&theme={Pick(random, Themes)}",
            2 => $"&instrument={Pick(random, Instruments)}",
            3 => $"&theme={Pick(random, Themes)}&status={Pick(random, Statuses)}",
            _ => $"&instrument={Pick(random, Instruments)}&theme={Pick(random, Themes)}",
        };

    /// <summary>Codes that the public sees, spread over all.</summary>
    private static async Task<IReadOnlyList<string>> SeenAsync(HttpClient client, int commitments, Random random)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        while (seen.Count < Items)
        {
            var code = GeneratedTracker.CodeOf(random.Next(commitments));
            using var answer = await client.GetAsync(new Uri($"/api/v1/commitments/{code}", UriKind.Relative));
            if (answer.IsSuccessStatusCode)
            {
                seen.Add(code);
            }
        }

        return [.. seen];
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
