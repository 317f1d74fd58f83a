using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Features.Spreadsheets;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Tracker;

/// <summary>Everything that changes what is tracked, done to records that chance picks. What the rules refuse changes nothing.</summary>
internal sealed class RandomChanges(ServicesOnOneFile services, Dice dice)
{
    public const string FocalPoint = "VN";
    public const string TimePasses = "let time pass";

    public static readonly string[] States = [FocalPoint, "ID", "TH"];
    public static readonly string[] Bodies = ["WG-ONE", "WG-TWO"];
    public static readonly string[] Parties = [.. States, .. Bodies];
    public static readonly string[] Instruments = ["PLAN-A", "PLAN-B", "PLAN-C"];
    public static readonly string[] Themes = ["one", "two"];
    public static readonly string[] Precisions = ["day", "day", "month", "quarter", "year"];

    private static readonly string[] Words = ["Alpha", "beta", "anti-scam", "Việt", "Épargne", "data", "datum", "of", "safety", "2030"];
    private static readonly string[] Statuses = ["not_started", "in_progress", "completed", "completed", "on_hold", "cancelled"];

    private const string UsedSql = "select code from commitments where publication <> 'archived' order by code";
    private const string AnySql = "select code from commitments order by code";
    private const string AssignedSql = """
        select a.commitment_code || ' ' || a.party_code
        from assignments a
        join commitments c on c.code = a.commitment_code
        where c.publication <> 'archived'
        order by 1
        """;
    private const string OfFocalPointSql = $"""
        select a.commitment_code
        from assignments a
        join commitments c on c.code = a.commitment_code
        where c.publication = 'published' and a.party_code = '{FocalPoint}'
        order by 1
        """;
    private const string StepsSql = """
        select m.commitment_code || '/milestones/' || m.number
        from milestones m
        join commitments c on c.code = m.commitment_code
        where c.publication <> 'archived'
        order by 1
        """;
    private const string UpdatesSql = "select public_id from progress_updates where review = @review order by progress_update_id";

    /// <summary>Each kind of change by its name. It tells whether anything was changed.</summary>
    public IReadOnlyDictionary<string, Func<Task<bool>>> Kinds =>
        new Dictionary<string, Func<Task<bool>>>
        {
            ["create"] = CreateAsync,
            ["retitle"] = () => PatchAsync(UsedSql, new { title = Title(), description = dice.OneIn(3) ? null : Title() }),
            ["move"] = MoveAsync,
            ["change the kind"] = () => PatchAsync(UsedSql, new { kind = Kind(), verb = $"verb {dice.Number(1, 999)}" }),
            ["publish"] = () =>
                PatchAsync(
                    "select code from commitments where publication <> 'published' order by code",
                    new { publication = "published" }
                ),
            ["withdraw"] = () => PatchAsync(UsedSql, new { publication = "draft" }),
            ["archive"] = () => SendAsync(HttpMethod.Delete, Path(UsedSql), null),
            ["supersede"] = () => PatchAsync(UsedSql, new { supersededBy = One(UsedSql) }),
            ["restore"] = () =>
                PatchAsync(
                    "select code from commitments where superseded_by is not null order by code",
                    new { supersededBy = (string?)null }
                ),
            ["set the deadline"] = () => SendAsync(HttpMethod.Put, Path(UsedSql, "/deadline"), Deadline().With(("reason", "Decided"))),
            ["assign"] = () =>
                SendAsync(HttpMethod.Put, Path(UsedSql, $"/assignments/{dice.One(Parties)}"), new { role = Part(), basis = "inferred" }),
            ["release"] = () =>
                SendAsync(HttpMethod.Delete, Path(AssignedSql).Replace(" ", "/assignments/", StringComparison.Ordinal), null),
            ["add a milestone"] = () => SendAsync(HttpMethod.Post, Path(UsedSql, "/milestones"), Milestone()),
            ["change a milestone"] = () => PatchAsync(StepsSql, Milestone()),
            ["reach a milestone"] = () => PatchAsync(StepsSql, new { reachedOn = Day(-100, 0) }),
            ["remove a milestone"] = () => SendAsync(HttpMethod.Delete, Path(StepsSql), null),
            ["report"] = () => ReportAsync(Role.Secretariat, One(AssignedSql)),
            ["submit"] = () => ReportAsync(Role.FocalPoint, One(OfFocalPointSql) is { } code ? $"{code} {FocalPoint}" : null),
            ["verify"] = () => ReviewAsync("submitted", "verify"),
            ["return"] = () => ReviewAsync("submitted", "return"),
            ["void"] = () => ReviewAsync("verified", "void"),
            ["rename an instrument"] = () => SendAsync(HttpMethod.Patch, $"/instruments/{dice.One(Instruments)}", new { title = Title() }),
            ["rename a body"] = () => SendAsync(HttpMethod.Patch, $"/bodies/{dice.One(Bodies)}", new { name = Title() }),
            ["import commitments"] = ImportCommitmentsAsync,
            ["import updates"] = ImportUpdatesAsync,
            [TimePasses] = LetTimePass,
            ["write to the other"] = TakeTurns,
            ["restart"] = Restart,
        };

    public static async Task PrepareAsync(TestService service)
    {
        Array.ForEach(States, code => service.AddMemberState(code));
        Array.ForEach(Themes, code => service.AddTheme(code));
        foreach (var code in Instruments)
        {
            await service.AddInstrumentAsync(code);
        }

        foreach (var code in Bodies)
        {
            await service.AddBodyAsync(code);
        }
    }

    /// <summary>Something of each sort, so that all that follows has something to change.</summary>
    public async Task BeginAsync()
    {
        for (var count = 0; count < 8; count++)
        {
            await CreateAsync();
            await Kinds["add a milestone"]();
            await Kinds["report"]();
            await Kinds["submit"]();
        }
    }

    private Task<bool> CreateAsync()
    {
        var instruments = dice.Shuffled(Instruments);
        var body = new
        {
            code = NewCode(),
            title = Title(),
            description = dice.OneIn(2) ? Title() : null,
            kind = Kind(),
            scope = Scope(),
            instrument = instruments[0],
            alsoUnder = instruments[1..dice.Number(1, 2)],
            theme = dice.One(Themes),
            publication = dice.OneIn(5) ? "draft" : "published",
            deadline = Deadline(),
            assignments = dice.Few(Parties, dice.Number(0, 4))
                .Select(party => new
                {
                    party,
                    role = Part(),
                    basis = "stated",
                }),
        };
        return SendAsync(HttpMethod.Post, "/commitments", body);
    }

    private Task<bool> MoveAsync()
    {
        var instruments = dice.Shuffled(Instruments);
        return PatchAsync(
            UsedSql,
            new
            {
                theme = dice.One(Themes),
                instrument = instruments[0],
                alsoUnder = instruments[1..dice.Number(1, 3)],
                scope = Scope(),
            }
        );
    }

    private async Task<bool> ImportCommitmentsAsync()
    {
        const string Header = "code,title,kind,scope,instrument,alsoUnder,theme,publication,dueOn,precision,deadlineBasis,deadlineReason";
        var rows = dice.Few(All(UsedSql), 2)
            .Append(NewCode())
            .Select(code =>
                $"{code},{Title()},{Kind()},{Scope()},{dice.One(Instruments)},,{dice.One(Themes)},published,{Day(-50, 200)},day,decided,Decided"
            );
        return await ImportAsync("of=commitments", string.Join("\r\n", rows.Prepend(Header)));
    }

    private async Task<bool> ImportUpdatesAsync()
    {
        var rows = dice.Few(All(AssignedSql), 3).Select(pair => $"{pair.Replace(' ', ',')},{Day(-250, 0)},{dice.One(Statuses)},Imported");
        return await ImportAsync("of=progressUpdates", "commitment,party,asOf,status,narrative\r\n" + string.Join("\r\n", rows));
    }

    private async Task<bool> ReportAsync(Role role, string? assignment)
    {
        if (assignment?.Split(' ') is not [var code, var party])
        {
            return false;
        }

        var report = Support.Bodies.Report(party, Day(-250, 0)).With(("status", dice.One(Statuses)));
        if (dice.OneIn(2))
        {
            report = report.With(("health", dice.One(["on_track", "at_risk", "off_track"])), ("healthReason", "A reason"));
        }

        return await services.WriteAsync(
            role,
            client => client.SendJsonAsync(HttpMethod.Post, $"/commitments/{code}/progress-updates", report)
        );
    }

    private async Task<bool> ReviewAsync(string review, string verdict)
    {
        var ids = services.Written.Query<string>(UpdatesSql, new { review });
        return ids.Count > 0
            && await SendAsync(
                HttpMethod.Post,
                $"/progress-updates/{dice.One(ids)}/{verdict}",
                verdict == "verify" ? null : new { reason = "A reason" }
            );
    }

    private Task<bool> LetTimePass()
    {
        services.Clock.Advance(TimeSpan.FromHours(dice.One([5, 20, 24 * 3, 24 * 17, 24 * 40])));
        return Task.FromResult(true);
    }

    private Task<bool> TakeTurns()
    {
        services.TakeTurns();
        return Task.FromResult(true);
    }

    private Task<bool> Restart()
    {
        services.Restart(dice.Number(0, 1));
        return Task.FromResult(true);
    }

    private Task<bool> PatchAsync(string which, object body) => SendAsync(HttpMethod.Patch, Path(which), body);

    private Task<bool> ImportAsync(string query, string sheet) =>
        services.WriteAsync(Role.Secretariat, client => client.ImportAsync(query, sheet));

    private Task<bool> SendAsync(HttpMethod method, string path, object? body) =>
        services.WriteAsync(
            Role.Secretariat,
            client => body is null ? client.SendAsync(method, path, tag: "*") : client.SendJsonAsync(method, path, body, "*")
        );

    private IReadOnlyList<string> All(string sql) => services.Written.Query<string>(sql);

    private string? One(string sql) => All(sql) is { Count: > 0 } all ? dice.One(all) : null;

    private string Path(string sql, string part = "") => $"/commitments/{One(sql) ?? "NONE"}{part}";

    private string NewCode() => $"PR-{All(AnySql).Count + 1}";

    private string Title() => string.Join(' ', dice.Few(Words, dice.Number(2, 4)));

    private string Kind() => dice.OneIn(5) ? "proposal" : "commitment";

    private string Scope() => dice.OneIn(3) ? "national" : "regional";

    private string Part() => dice.OneIn(3) ? "support" : "lead";

    private string Day(int from, int to) => $"{services.Today.AddDays(dice.Number(from, to)):O}";

    private JsonObject Deadline() =>
        dice.OneIn(5)
            ? new JsonObject { ["basis"] = "none" }
            : new JsonObject
            {
                ["dueOn"] = Day(-60, 200),
                ["precision"] = dice.One(Precisions),
                ["basis"] = "decided",
            };

    private JsonObject Milestone() =>
        new()
        {
            ["title"] = Title(),
            ["dueOn"] = Day(-60, 120),
            ["precision"] = dice.One(Precisions),
            ["party"] = dice.OneIn(2) ? null : dice.One(Parties),
        };
}
