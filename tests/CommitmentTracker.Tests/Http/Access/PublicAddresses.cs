using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Access;

/// <summary>What stands in the addresses that are read.</summary>
internal sealed record AddressValues
{
    public required IReadOnlyList<string> Commitments { get; init; }
    public required IReadOnlyList<string> ProgressUpdates { get; init; }
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>What is searched for.</summary>
    public required string Word { get; init; }
}

/// <summary>The addresses of every read of the contract, with each of its parameters at each kind of value, and those of the pages for people.</summary>
internal sealed class PublicAddresses(IEnumerable<Operation> operations, AddressValues values)
{
    private static readonly string[] Rounds = [Stage.OpenRound, Stage.ClosedRound];
    private static readonly string[] Parties = [Some.MemberState, Stage.OtherMemberState, Some.Body];
    private static readonly string[] Instruments = [Some.Instrument, Some.OtherInstrument];
    private static readonly string[] Days = ["2026-11-21", "2027-06-30", "2030-01-01"];

    public IReadOnlyList<string> All =>
        [
            .. operations
                .Where(operation => operation.IsRead)
                .SelectMany(operation => Paths(operation).SelectMany(path => With(path, operation))),
            .. Pages,
        ];

    /// <summary>
    /// The pages behind the sign-in: each leads a stranger to that, whatever stands in its address, and one with a form is another each time.
    /// </summary>
    public IReadOnlyList<string> BehindSignIn =>
        [
            "/work",
            "/commitments/new",
            "/rounds/new",
            "/import",
            "/keys",
            .. Rounds.SelectMany(code => new[] { $"/rounds/{code}/edit", $"/rounds/{code}/close" }),
            .. values.Commitments.SelectMany(code =>
                new[] { "report", "edit", "edit/deadline", "edit/owners", "edit/milestones" }.Select(form => $"/commitments/{code}/{form}")
            ),
            .. values.ProgressUpdates.Select(id => $"/progress-updates/{id}"),
        ];

    /// <summary>What is searched for stands on a page again, in the field that asks for it: see the tests of the pages.</summary>
    private IEnumerable<string> Pages =>
        [
            "/",
            "/commitments",
            "/commitments?publication=draft,archived",
            "/commitments?sort=-updatedAt",
            "/commitments?status=in_progress&page=1",
            "/commitments.csv",
            .. values.Commitments.SelectMany(code => new[] { $"/commitments/{code}", $"/commitments/{code}?all=true" }),
            "/matrix",
            .. Parties[..2].Select(party => $"/matrix?memberState={party}"),
            .. Instruments.Select(instrument => $"/matrix?instrument={instrument}"),
            "/rounds",
            .. Rounds.Select(code => $"/rounds/{code}"),
            .. Rounds.SelectMany(code => Parties[..2].Select(party => $"/rounds/{code}?party={party}")),
            $"/rounds/{Stage.ClosedRound}/comparison?with={Stage.EarlierRound}",
            $"/rounds/{Stage.ClosedRound}/report.html",
            "/sign-in",
            "/sign-in?fault=no_role",
            "/deadlines",
            "/deadlines?state=upcoming&publication=draft",
            .. Parties[..2].SelectMany(party => new[] { $"/member-states/{party}", $"/member-states/{party}?publication=draft" }),
            .. Parties[2..].Select(party => $"/bodies/{party}"),
        ];

    /// <summary>Each parameter alone, each with a search, and each again in the smallest pages.</summary>
    private IEnumerable<string> With(string path, Operation operation)
    {
        var given = operation.Parameters("query").ToList();
        var required = given.Where(IsRequired).Select(parameter => Queries(parameter)[0]).ToList();
        var single = given.Where(parameter => !IsRequired(parameter)).SelectMany(Queries).ToList();
        var search = given.Where(parameter => Name(parameter) == "q").SelectMany(Queries).ToList();
        var small = given.Where(parameter => Name(parameter) == "limit").Select(_ => "limit=1").ToList();
        var alone = given.Where(IsRequired).SelectMany(Queries).Append("").Concat(single);
        var all = alone
            .Concat(single.SelectMany(one => search.Where(text => one[0] != 'q').Select(text => $"{one}&{text}")))
            .Concat(
                single.SelectMany(one =>
                    small.Where(_ => !one.StartsWith("limit", StringComparison.Ordinal)).Select(limit => $"{one}&{limit}")
                )
            );
        return all.Select(query =>
                string.Join('&', required.Where(one => !query.StartsWith(one.Split('=')[0], StringComparison.Ordinal)).Append(query))
                    .Trim('&')
            )
            .Select(query => query.Length == 0 ? path : $"{path}?{query}")
            .Distinct();
    }

    private IEnumerable<string> Paths(Operation operation)
    {
        IEnumerable<string> paths = [operation.Path];
        foreach (var name in operation.Parameters("path").Select(Name))
        {
            paths = paths.SelectMany(path => PathValues(operation.Path, name).Select(value => path.Replace($"{{{name}}}", value)));
        }

        return paths;
    }

    private IEnumerable<string> PathValues(string path, string name) =>
        (path.Split('/')[3], name) switch
        {
            ("commitments", "code") => values.Commitments,
            ("commitments" or "progress-updates", "id") => values.ProgressUpdates,
            ("commitments", "number") => ["1", "2"],
            ("commitments", "party") => Parties,
            ("member-states", "code") => Parties[..2],
            ("bodies", "code") => Parties[2..],
            ("instruments", "code") => Instruments,
            ("themes", "code") => [Some.Theme],
            ("api-keys", "id") => values.Keys,
            ("calendar-feeds", "id") => values.Keys,
            ("rounds", "code") => [path.Split('/')[^1] is "preview" or "sheet.xlsx" ? Stage.OpenRound : Stage.ClosedRound],
            _ => throw new AssertionException($"{nameof(PublicAddresses)} does not know what to put for {name} of {path}."),
        };

    private List<string> Queries(JsonNode parameter)
    {
        var name = Name(parameter);
        return [.. QueryValues(name, parameter["schema"]!).Select(value => $"{name}={Uri.EscapeDataString(value)}")];
    }

    private IEnumerable<string> QueryValues(string name, JsonNode schema) =>
        name switch
        {
            "q" => [values.Word, "title"],
            "limit" => ["1", "200"],
            // Pages are followed to their end instead.
            "cursor" => [],
            "party" => (string?)schema["type"] == "array" ? [.. Parties, string.Join(',', Parties)] : Parties,
            "memberState" => [.. Parties[..2], string.Join(',', Parties[..2])],
            "body" => Parties[2..],
            "instrument" => Instruments,
            "theme" => [Some.Theme],
            "commitment" => values.Commitments,
            "since" => ["0", "1", "3"],
            "wait" => ["0"],
            "within" => ["30d", "999d"],
            "with" => [Stage.EarlierRound],
            // A token opens its own party's calendar and is tested with the feeds.
            "feed" => [],
            // The timeline does not look ahead.
            "from" => ["2026-01-31", "2026-11-21"],
            "to" => ["2026-11-21"],
            "updatedSince" => ["2026-01-01T00:00:00Z", "2026-11-21T05:00:00Z"],
            _ => (Codes(schema), (string?)schema["type"], (string?)schema["format"]) switch
            {
                ({ } codes, "array", _) => [.. codes, string.Join(',', codes.Where(code => code[0] != '-'))],
                ({ } codes, _, _) => codes,
                (_, "boolean", _) => ["true", "false"],
                (_, "string", "date") => Days,
                _ => throw new AssertionException($"{nameof(PublicAddresses)} does not know what to put for the parameter {name}."),
            },
        };

    private static List<string>? Codes(JsonNode schema) =>
        (schema["enum"] ?? schema["items"]?["enum"])?.AsArray().Select(code => (string)code!).ToList();

    private static string Name(JsonNode parameter) => (string)parameter["name"]!;

    private static bool IsRequired(JsonNode parameter) => (bool?)parameter["required"] ?? false;
}
