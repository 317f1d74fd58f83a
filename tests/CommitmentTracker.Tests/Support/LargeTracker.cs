using System.Globalization;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// Fills a database with many commitments of every sort, the same ones each time. The rows go straight into the tables, because the
/// program would take minutes; the indexes are made anew at the end, because that is faster.
/// </summary>
internal static class LargeTracker
{
    public const int Commitments = 100_000;
    public const int Instruments = 20;
    public const int Themes = 12;
    public const string FirstCode = "C-000000";

    private const string Begun = "2026-01-01T00:00:00.000Z";

    /// <summary>One in so many commitments is assigned to all member states.</summary>
    private const int JointEach = 5;

    private static readonly string[] MemberStates = ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"];
    private static readonly string[] Bodies = ["ADGMIN", "WG-AI"];
    private static readonly string[] Deeds = ["Adopt", "Apply", "Draft", "Extend", "Fund", "Launch", "Map", "Publish", "Review", "Test"];

    private static readonly string[] Things =
    [
        "anti-scam guide",
        "cable landing rules",
        "cloud register",
        "data protection clauses",
        "digital identity scheme",
        "e-payment link",
        "incident hotline",
        "open model catalogue",
        "skills framework",
        "spectrum plan",
        "startup visa",
    ];

    private static readonly string[] Places = ["cities", "hospitals", "markets", "ministries", "ports", "schools", "villages"];

    public static void Fill(TestDatabase database)
    {
        using var connection = database.Connections.OpenForWriting();
        using var transaction = connection.BeginTransaction();
        var indexes = connection.Query<(string Name, string Sql)>(
            "select name, sql from sqlite_schema where type = 'index' and sql is not null",
            transaction: transaction
        );
        foreach (var (name, _) in indexes)
        {
            connection.Execute($"drop index {name}", transaction: transaction);
        }

        FillTables(connection);
        foreach (var (_, sql) in indexes)
        {
            connection.Execute(sql, transaction: transaction);
        }

        transaction.Commit();
    }

    private static void FillTables(SqliteConnection connection)
    {
        var all = Enumerable.Range(0, Commitments).Select(number => new Specimen(number)).ToList();
        Insert(
            connection,
            "parties (party_code, party_kind, name)",
            [
                .. MemberStates.Select(code => new[] { code, "member_state", $"State {code}" }),
                .. Bodies.Select(code => new[] { code, "body", $"Body {code}" }),
            ]
        );
        Insert(
            connection,
            "themes (theme_code, name)",
            Enumerable.Range(0, Themes).Select(number => new[] { Theme(number), $"Theme {number}" })
        );
        Insert(
            connection,
            "instruments (instrument_code, title, kind, nature, version, created_at, updated_at)",
            Enumerable
                .Range(0, Instruments)
                .Select(number => new object?[] { Instrument(number), $"Plan {number}", "plan", "not_stated", 1, Begun, Begun })
        );
        Insert(
            connection,
            """
            commitments (commitment_id, code, title, description, kind, scope, instrument_code, theme_code, publication, superseded_by,
                due_on, due_precision, deadline_basis, status, health, completed_on, last_reported_on, version, created_at, updated_at)
            """,
            all.Select(each => each.Commitment())
        );
        Insert(connection, "also_under (commitment_code, instrument_code)", all.SelectMany(each => each.AlsoUnder()));
        Insert(
            connection,
            "assignments (commitment_code, party_code, role, basis, status, reported_on, completed_on)",
            all.SelectMany(each => each.Assignments())
        );
        Insert(connection, "commitment_search (rowid, code, title, description)", all.Select(each => each.Search()));
    }

    public static string Instrument(int number) => $"PLAN-{number}";

    public static string Theme(int number) => $"theme_{number}";

    private static void Insert(SqliteConnection connection, string target, IEnumerable<object?[]> rows)
    {
        using var command = connection.CreateCommand();
        foreach (var row in rows)
        {
            if (command.CommandText.Length == 0)
            {
                var names = row.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"@v{index}")).ToList();
                command.CommandText = $"insert into {target} values ({string.Join(", ", names)})";
                names.ForEach(name => command.Parameters.Add(new SqliteParameter { ParameterName = name }));
            }

            for (var index = 0; index < row.Length; index++)
            {
                command.Parameters[index].Value = row[index] ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }

    /// <summary>A commitment made from its number: the same each time, and no two of its sides going together.</summary>
    private sealed class Specimen(int number)
    {
        private readonly string code = string.Create(CultureInfo.InvariantCulture, $"C-{number:D6}");
        private readonly string status = StatusFrom(Share(number, 1), number);
        private readonly string? dueOn = Share(number, 2) < 10 ? null : DayFrom(Mixed(number, 3) % 2190);
        private readonly string reportedOn = DayFrom(Mixed(number, 4) % 330);
        private readonly string title =
            $"{Pick(Deeds, number, 5)} the {Pick(Things, number, 6)} in {Pick(Places, number, 7)}, step {Mixed(number, 8) % 1000}";
        private readonly string description =
            $"Together with the {Pick(Things, number, 9)} of the {Pick(Places, number, 10)}, as far as the {Pick(Things, number, 11)} reaches.";

        private bool IsReported => status is not ("not_reported" or "superseded");

        private string? CompletedOn => status == "completed" ? reportedOn : null;

        public object?[] Commitment() =>
            [
                number + 1,
                code,
                title,
                description,
                Share(number, 13) switch
                {
                    < 85 => "commitment",
                    < 90 => "proposal",
                    < 95 => "discussion",
                    _ => "informational",
                },
                Share(number, 14) switch
                {
                    < 60 => "regional",
                    < 90 => "national",
                    _ => "bilateral",
                },
                Instrument(Mixed(number, 15) % LargeTracker.Instruments),
                Theme(Mixed(number, 16) % Themes),
                Share(number, 17) switch
                {
                    < 90 => "published",
                    < 96 => "draft",
                    _ => "archived",
                },
                status == "superseded" ? FirstCode : null,
                dueOn,
                dueOn is null ? null : "day",
                dueOn is null ? "none" : "stated",
                status,
                (IsReported, Share(number, 18)) switch
                {
                    (true, < 50) => "on_track",
                    (true, < 65) => "at_risk",
                    (true, < 70) => "off_track",
                    _ => null,
                },
                CompletedOn,
                IsReported ? reportedOn : null,
                1 + Mixed(number, 19) % 9,
                Begun,
                Stored.Instant(Some.Instant(Begun).AddMinutes(Mixed(number, 20) % 450_000)),
            ];

        public IEnumerable<object?[]> AlsoUnder() =>
            Share(number, 21) < 20
                ?
                [
                    [code, Instrument((Mixed(number, 15) + 1) % LargeTracker.Instruments)],
                ]
                : [];

        public IEnumerable<object?[]> Assignments()
        {
            var owners = number % JointEach == 0 ? MemberStates : [Pick(MemberStates, number, 22)];
            var bodies = Share(number, 23) < 30 ? [Pick(Bodies, number, 24)] : Array.Empty<string>();
            var own = status == "superseded" ? "not_reported" : status;
            return owners
                .Select(party => (Party: party, Role: "lead"))
                .Concat(bodies.Select(party => (Party: party, Role: "support")))
                .Select(each => new object?[] { code, each.Party, each.Role, "stated", own, IsReported ? reportedOn : null, CompletedOn });
        }

        public object?[] Search() => [number + 1, FullText.Kept(code), FullText.Kept(title), FullText.Kept(description)];

        private static string StatusFrom(int share, int number) =>
            share switch
            {
                < 30 => "not_reported",
                < 45 => "not_started",
                < 75 => "in_progress",
                < 90 => "completed",
                < 95 => "on_hold",
                < 99 => "cancelled",
                _ => number == 0 ? "cancelled" : "superseded",
            };

        private static string DayFrom(int days) => Stored.Day(Some.Day("2026-01-01").AddDays(days));

        private static int Share(int number, int side) => Mixed(number, side) % 100;

        private static string Pick(string[] from, int number, int side) => from[Mixed(number, side) % from.Length];

        /// <summary>A number without pattern that is the same for the same row and side each time.</summary>
        private static int Mixed(int number, int side)
        {
            var mixed = unchecked(((uint)number * 31 + (uint)side + 1) * 2_654_435_769u);
            mixed = unchecked((mixed ^ (mixed >> 15)) * 2_246_822_519u);
            return (int)((mixed ^ (mixed >> 13)) & int.MaxValue);
        }
    }
}
