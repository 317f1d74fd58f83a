using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support.Oracle;

namespace CommitmentTracker.Tests.Tracker;

/// <summary>Any question that the state answers, with filters, orders and days that chance picks.</summary>
internal sealed class RandomQuestions(ServicesOnOneFile services, Dice dice)
{
    private static readonly string[] Sorts = ["code", "title", "status", "dueOn", "updatedAt"];
    private static readonly string[] Fields =
    [
        "title",
        "description",
        "status",
        "deadline",
        "assignments",
        "leads",
        "instrument",
        "updatedAt",
    ];
    private static readonly string[] Groupings = ["memberState", "body", "instrument", "theme"];

    private static readonly Dictionary<string, IReadOnlyList<string>> OfRecords = new()
    {
        ["memberState"] = RandomChanges.States,
        ["role"] = EnumCode.All<AssignmentRole>(),
        ["instrument"] = RandomChanges.Instruments,
        ["theme"] = RandomChanges.Themes,
        ["kind"] = ["commitment", "proposal"],
        ["scope"] = ["regional", "national"],
        ["status"] = EnumCode.All<Status>(),
        ["health"] = EnumCode.All<Health>(),
        ["freshness"] = EnumCode.All<Freshness>(),
        ["publication"] = EnumCode.All<Publication>(),
        ["q"] = [],
        ["asOf"] = [],
    };

    private static readonly Dictionary<string, IReadOnlyList<string>> OfCommitments = new(OfRecords)
    {
        ["party"] = RandomChanges.Parties,
        ["deadlineState"] = EnumCode.All<DeadlineState>(),
        ["dueFrom"] = [],
        ["dueTo"] = [],
        ["updatedSince"] = [],
    };

    private static readonly Dictionary<string, IReadOnlyList<string>> OfDue = new(OfRecords)
    {
        ["body"] = RandomChanges.Bodies,
        ["state"] = EnumCode.All<DeadlineState>(),
        ["from"] = [],
        ["to"] = [],
        ["within"] = ["0d", "7d", "30d", "365d"],
    };

    private static readonly Dictionary<string, IReadOnlyList<string>> OfCalendar = new()
    {
        ["memberState"] = RandomChanges.States,
        ["body"] = RandomChanges.Bodies,
        ["instrument"] = RandomChanges.Instruments,
        ["theme"] = RandomChanges.Themes,
    };

    private static readonly Dictionary<string, IReadOnlyList<string>> OfUpdates = new()
    {
        ["review"] = EnumCode.All<ReviewState>(),
        ["party"] = RandomChanges.Parties,
    };

    /// <summary>One for each of so many places; <paramref name="records"/> have the words that are searched for.</summary>
    public IEnumerable<Question> Make(Records records, int count) => dice.Shuffled(Places(records)).Take(count).Select(make => make());

    /// <summary>Some of them more often than others: there is more to ask.</summary>
    private IEnumerable<Func<Question>> Places(Records records) =>
        [
            () => Of("/commitments", OfCommitments, records, Sort()),
            () => Of("/commitments", OfCommitments, records, Sort()),
            () => Of("/commitments", OfCommitments, records, $"fields={string.Join(',', dice.Few(Fields, 3))}"),
            () => Of("/commitments.csv", OfCommitments, records),
            () => Of("/assignments", OfDue, records),
            () => Of("/assignments", OfDue, records),
            () => Of("/assignments.csv", OfDue, records),
            () => Of("/deadlines", OfDue, records),
            () => Of("/deadlines", OfDue, records),
            () => Of("/summary", OfCommitments, records, $"groupBy={dice.One(Groupings)}"),
            () => Of("/summary", OfCommitments, records, $"groupBy={dice.One(Groupings)}"),
            () => Of("/summary/matrix", OfCommitments, records),
            () => Timeline(records),
            () => Of("/calendar.ics", OfCalendar, records),
            () => Of("/calendar.ics", [], records),
            () => Of("/progress-updates", OfUpdates, records),
            () => Of("/progress-updates.csv", OfUpdates, records),
            () => new Question($"/commitments/{Code(records)}", AsOf()),
            () => new Question($"/commitments/{Code(records)}/{dice.One(["assignments", "milestones"])}", AsOf()),
            () => new Question(dice.One(["/instruments", "/themes", "/bodies", "/member-states"]), AsOf()),
            () => new Question(dice.One(["/instruments/PLAN-A", "/bodies/WG-ONE", "/member-states/VN"]), AsOf()),
        ];

    private Question Of(string path, Dictionary<string, IReadOnlyList<string>> filters, Records records, string more = "")
    {
        var chosen = dice.Few([.. filters.Keys], dice.Number(0, 3)).Select(name => $"{name}={Value(name, filters[name], records)}");
        return new Question(path, string.Join('&', chosen.Append(more).Where(each => each.Length > 0)), dice.One([1, 3, 200]));
    }

    private string Value(string name, IReadOnlyList<string> values, Records records) =>
        name switch
        {
            "q" => Words(records),
            "updatedSince" => services.Clock.GetUtcNow().AddMinutes(-dice.Number(0, 60)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
            "within" => dice.One(values),
            _ => values.Count == 0 ? Day(-60, 200) : string.Join(',', dice.Few(values, dice.Number(1, 3))),
        };

    private string Sort() => $"sort={string.Join(',', dice.Few(Sorts, 2).Select(key => dice.OneIn(2) ? $"-{key}" : key))}";

    private string AsOf() => dice.OneIn(2) ? "" : $"asOf={Day(-60, 200)}";

    private Question Timeline(Records records)
    {
        var from = dice.One([services.Today, new DateOnly(2026, 11, 1), new DateOnly(2026, 1, 15)]);
        return Of(
            "/summary/timeline",
            OfCalendar.Where(pair => pair.Key != "body").ToDictionary(),
            records,
            $"from={from:O}&interval={dice.One(["month", "quarter", "year"])}"
        );
    }

    /// <summary>Words of a title, or the beginnings of words.</summary>
    private string Words(Records records)
    {
        var words = dice.Few(dice.One(records.Commitments).Commitment.Title.Split(' '), 2);
        return Uri.EscapeDataString(string.Join(' ', words.Select(word => word[..dice.Number(1, word.Length)])));
    }

    private string Code(Records records) => dice.One(records.Commitments).Commitment.Code;

    private string Day(int from, int to) => $"{services.Today.AddDays(dice.Number(from, to)):O}";
}
