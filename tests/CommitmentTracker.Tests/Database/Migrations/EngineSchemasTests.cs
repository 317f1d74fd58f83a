using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CommitmentTracker.Tests.Database.Migrations;

/// <summary>The schema of each engine means the same: what one takes, refuses and calls by a name, the other does too.</summary>
[OfFiles]
internal sealed class EngineSchemasTests
{
    private const string OpenRound = "ROUND-0";
    private const string ClosedRound = "ROUND-1";
    private const string UnreportedRound = "ROUND-2";

    private const string NeverClosed = "a closed round never changes";
    private const string AppendOnly = "the journal is append-only";
    private const string ReportStands = "the report of a round never changes";

    private const string CloseOpenRoundSql = $"""
        update rounds set closed_at = '2027-02-01T00:00:00.000Z', report_sha256 = '{Sha256}' where round_code = '{OpenRound}'
        """;

    private const string AddInstrumentSql =
        $"insert into round_instruments (round_code, instrument_code) values ('{OpenRound}', '{Some.OtherInstrument}')";

    private const string Sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// <summary>Each trigger that both engines have, with a statement that it refuses.</summary>
    private static readonly (string Trigger, string Sql, string Message)[] Rules =
    [
        ("changes_are_never_updated", "update changes set actor = 'someone else'", AppendOnly),
        ("changes_are_never_deleted", "delete from changes", AppendOnly),
        ("closed_rounds_are_never_updated", $"update rounds set name = 'Other' where round_code = '{ClosedRound}'", NeverClosed),
        ("rounds_are_never_deleted", $"delete from rounds where round_code = '{UnreportedRound}'", "a round is never deleted"),
        (
            "instruments_of_closed_rounds_are_never_added",
            $"insert into round_instruments (round_code, instrument_code) values ('{ClosedRound}', '{Some.OtherInstrument}')",
            NeverClosed
        ),
        (
            "instruments_of_rounds_are_never_updated",
            $"update round_instruments set instrument_code = '{Some.OtherInstrument}' where round_code = '{OpenRound}'",
            "the instruments of a round are put anew"
        ),
        (
            "instruments_of_closed_rounds_are_never_deleted",
            $"delete from round_instruments where round_code = '{ClosedRound}'",
            NeverClosed
        ),
        ("round_reports_are_never_updated", "update round_reports set body = '{}'", ReportStands),
        ("round_reports_are_never_deleted", "delete from round_reports", ReportStands),
    ];

    /// <summary>What no trigger on rows hears of, and SQLite has not.</summary>
    private static readonly (string Trigger, string Sql, string Message)[] RulesOfPostgres =
    [
        ("changes_are_never_truncated", "truncate changes", AppendOnly),
        ("rounds_are_never_truncated", "truncate rounds cascade", "a round is never deleted"),
        ("instruments_of_rounds_are_never_truncated", "truncate round_instruments", NeverClosed),
        ("round_reports_are_never_truncated", "truncate round_reports", ReportStands),
    ];

    /// <summary>Against `insert or replace`, which PostgreSQL has not.</summary>
    private static readonly string[] TriggersOfSqlite =
    [
        "changes_are_never_replaced",
        "closed_rounds_are_never_replaced",
        "round_reports_are_never_replaced",
    ];

    /// <summary>What both engines let happen, lest a trigger refuses too much.</summary>
    private static readonly string[] Allowed =
    [
        $"update rounds set name = 'Other' where round_code = '{OpenRound}'",
        CloseOpenRoundSql,
        AddInstrumentSql,
        $"delete from round_instruments where round_code = '{OpenRound}'",
        $"insert into round_reports (round_code, body) values ('{UnreportedRound}', 'Another')",
    ];

    /// <summary>Changes to one of the schemas, each with a sentence that tells of it.</summary>
    private static readonly (string Sql, string Told)[] Differences =
    [
        ("drop table import_rows", "Only SQLite: import_rows has the columns import_id, step,"),
        ("alter table themes drop column description", "Only SQLite: themes has the columns theme_code, name, description."),
        ("alter table themes alter column name drop not null", "Only SQLite: themes.name is text, and required."),
        ("alter table assignments alter column percent type int", "Only PostgreSQL: assignments.percent is integer."),
        ("alter table bodies alter column sources drop default", "Only SQLite: bodies.sources is text, and required, '[]' by default."),
        ("alter table themes add column remark text", "Only PostgreSQL: themes has the columns theme_code, name, description, remark."),
        (
            "alter table also_under drop constraint also_under_pkey, add primary key (instrument_code, commitment_code)",
            "Only PostgreSQL: The primary key of also_under is (instrument_code, commitment_code)."
        ),
        ("alter table api_keys drop constraint api_keys_key_hash_key", "Only SQLite: No two rows of api_keys are alike in (key_hash)."),
        (
            "alter table milestones drop constraint milestones_party_code_fkey",
            "Only SQLite: milestones (party_code) refers to parties (party_code), no action on update, no action on delete."
        ),
        (
            "alter table milestones drop constraint milestones_party_code_fkey, "
                + "add foreign key (party_code) references parties (party_code) on delete cascade",
            "Only PostgreSQL: milestones (party_code) refers to parties (party_code), no action on update, cascade on delete."
        ),
        (
            "drop index changes_of_resource",
            "Only SQLite: changes_of_resource is an index of changes (resource_type, resource_key, change_id)."
        ),
        (
            "drop index changes_of_party; create index changes_of_party on changes (party_code, change_id desc) where party_code is not null",
            "Only PostgreSQL: changes_of_party is an index of changes (party_code, change_id desc) where party_code is not null."
        ),
        (
            "drop index changes_of_party; create index changes_of_party on changes (party_code, change_id)",
            "Only PostgreSQL: changes_of_party is an index of changes (party_code, change_id)."
        ),
        ("alter table rounds drop constraint rounds_check", "Only SQLite: rounds checks period_from <= period_to."),
        (
            "alter table rounds drop constraint rounds_check, add check (period_from < period_to)",
            "Only PostgreSQL: rounds checks period_from < period_to."
        ),
        (
            "alter table api_keys drop constraint api_keys_role_check, add check (role in ('admin', 'secretariat', 'reader'))",
            "Only PostgreSQL: api_keys checks role = any 'admin' 'secretariat' 'reader'."
        ),
        (
            "alter table themes drop constraint themes_name_check, add check (length(name) between 1 and 300)",
            "Only PostgreSQL: themes checks length name >= 1 and length name <= 300."
        ),
        ("drop trigger rounds_are_never_deleted on rounds", "Only SQLite: The trigger rounds_are_never_deleted stands on rounds."),
    ];

    private TestDatabase sqliteDatabase;
    private SqliteConnection sqlite;
    private string template;
    private string postgresDatabase;
    private NpgsqlConnection postgres;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        template = await PostgresServer.NewDatabaseAsync();
        await using (var connection = await OpenAsync(template))
        {
            await MigrateAsync(connection);
            await FillAsync(connection);
        }

        postgresDatabase = await PostgresServer.NewDatabaseAsync(template);
        postgres = await OpenAsync(postgresDatabase);
        sqliteDatabase = TestDatabase.Migrated();
        sqlite = new SqliteConnection($"Data Source={sqliteDatabase.Path};Pooling=false");
        await sqlite.OpenAsync();
        await FillAsync(sqlite);
    }

    [OneTimeTearDown]
    public async Task TearDownAsync()
    {
        sqlite?.Dispose();
        sqliteDatabase?.Dispose();
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
            await PostgresServer.DropAsync(postgresDatabase);
            await PostgresServer.DropAsync(template);
        }
    }

    [Test]
    public async Task Both_engines_have_one_schema()
    {
        var triggers = TriggersOfSqlite.Select(name => $"Only SQLite: The trigger {name} stands on");
        var truncations = RulesOfPostgres.Select(rule => $"Only PostgreSQL: The trigger {rule.Trigger} stands on");
        var intended = triggers.Concat(truncations).ToList();
        var differences = await DifferencesAsync();

        Assert.That(
            differences.Where(difference => !intended.Any(start => difference.StartsWith(start, StringComparison.Ordinal))),
            Is.Empty
        );
        Assert.That(differences, Has.Count.EqualTo(intended.Count), "What is named as a difference is one no longer.");
    }

    [TestCaseSource(nameof(DifferenceCases))]
    public async Task A_difference_is_told_in_a_sentence(string sql, string told)
    {
        await using var transaction = await postgres.BeginTransactionAsync();
        await postgres.ExecuteAsync(sql);
        Assert.That(await DifferencesAsync(), Has.Some.StartsWith(told));
    }

    [Test]
    public async Task Text_is_ordered_by_its_bytes_whatever_the_locale_of_the_server()
    {
        Assert.That(await TextInOtherCollationsAsync(), Is.Empty);

        await using var transaction = await postgres.BeginTransactionAsync();
        await postgres.ExecuteAsync("alter table themes alter column name type text collate \"default\"");
        Assert.That(await TextInOtherCollationsAsync(), Is.EqualTo(new[] { "themes.name" }));
    }

    [Test]
    public async Task No_column_numbers_itself() =>
        Assert.That(await postgres.QueryAsync<string>("select relname from pg_class where relkind = 'S'"), Is.Empty);

    [TestCaseSource(nameof(RuleCases))]
    public async Task What_a_trigger_is_against_is_refused_by_both_engines_with_one_message(string sql, string message)
    {
        Assert.That(async () => await TryAsync(sqlite, sql), Throws.TypeOf<SqliteException>().With.Message.Contains($"'{message}'"));
        AssertRefused(() => TryAsync(postgres, sql), message);
    }

    [TestCaseSource(nameof(RuleOfPostgresCases))]
    public void What_no_trigger_on_rows_hears_of_is_refused_too(string sql, string message) =>
        AssertRefused(() => TryAsync(postgres, sql), message);

    [Test]
    public async Task No_trigger_goes_untried()
    {
        var triggers = await postgres.QueryAsync<string>("select tgname::text from pg_trigger where not tgisinternal");
        Assert.That(triggers, Is.EquivalentTo(Rules.Concat(RulesOfPostgres).Select(rule => rule.Trigger)));
    }

    [TestCaseSource(nameof(Allowed))]
    public async Task What_no_rule_is_against_passes_the_triggers_of_both_engines(string sql)
    {
        Assert.That(await TryAsync(sqlite, sql), Is.EqualTo(1));
        Assert.That(await TryAsync(postgres, sql), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_adds_an_instrument_to_a_round_that_another_session_is_closing() =>
        await AtOnceAsync(
            CloseOpenRoundSql,
            AddInstrumentSql,
            second =>
            {
                AssertRefused(() => second, NeverClosed);
                return Task.CompletedTask;
            }
        );

    [Test]
    public async Task A_round_is_closed_only_when_the_session_that_changes_its_instruments_has_ended() =>
        await AtOnceAsync(AddInstrumentSql, CloseOpenRoundSql, async second => Assert.That(await second, Is.EqualTo(1)));

    [Test]
    public async Task A_copy_may_put_rows_before_those_that_they_refer_to_where_the_order_of_the_rows_asks_for_it()
    {
        await using var transaction = await postgres.BeginTransactionAsync();
        await postgres.ExecuteAsync("set constraints all deferred");
        await InsertAsync(
            postgres,
            "commitments",
            new
            {
                commitment_id = 11,
                code = "AB-11",
                status = "superseded",
                superseded_by = "AB-12",
            }
        );
        await InsertAsync(postgres, "commitments", new { commitment_id = 12, code = "AB-12" });
        await postgres.ExecuteAsync($"insert into round_instruments (round_code, instrument_code) values ('ROUND-9', '{Some.Instrument}')");
        await InsertAsync(
            postgres,
            "rounds",
            new
            {
                round_code = "ROUND-9",
                closed_at = "2027-02-01T00:00:00.000Z",
                report_sha256 = Sha256,
            }
        );
        Assert.That(async () => await postgres.ExecuteAsync("set constraints all immediate"), Throws.Nothing);
    }

    private static IEnumerable<TestCaseData> RuleCases() => Cases(Rules);

    private static IEnumerable<TestCaseData> RuleOfPostgresCases() => Cases(RulesOfPostgres);

    private static IEnumerable<TestCaseData> DifferenceCases() =>
        Differences.Select(each => new TestCaseData(each.Sql, each.Told).SetArgDisplayNames(each.Sql));

    private static IEnumerable<TestCaseData> Cases(IEnumerable<(string Trigger, string Sql, string Message)> rules) =>
        rules.Select(rule => new TestCaseData(rule.Sql, rule.Message).SetArgDisplayNames(rule.Trigger));

    private static void AssertRefused(Func<Task> statement, string message) =>
        Assert.That(
            async () => await statement(),
            Throws.TypeOf<PostgresException>().With.Message.EqualTo($"{PostgresErrorCodes.IntegrityConstraintViolation}: {message}")
        );

    private static async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task MigrateAsync(NpgsqlConnection connection)
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf("db", "migrations", "postgresql"), "*.sql").Order(StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(await File.ReadAllTextAsync(file));
        }
    }

    /// <summary>A row of all that a trigger watches over: an open round, one that is closed with its report, and a change.</summary>
    private static async Task FillAsync(DbConnection connection)
    {
        await connection.ExecuteAsync(TestDatabase.ReferenceSql);
        await InsertAsync(connection, "changes", new { change_id = 1 });
        foreach (var round in new[] { OpenRound, ClosedRound, UnreportedRound })
        {
            await InsertAsync(connection, "rounds", new { round_code = round });
        }

        await connection.ExecuteAsync(
            $"""
            insert into round_instruments (round_code, instrument_code)
            values ('{OpenRound}', '{Some.Instrument}'), ('{ClosedRound}', '{Some.Instrument}');
            insert into round_reports (round_code, body) values ('{ClosedRound}', 'A report');
            update rounds set closed_at = '2027-02-01T00:00:00.000Z', report_sha256 = '{Sha256}' where round_code = '{ClosedRound}';
            """
        );
    }

    private static async Task InsertAsync(DbConnection connection, string table, object differing)
    {
        var row = Rows.Of(table, differing);
        await connection.ExecuteAsync(Rows.InsertSql(table, row), row);
    }

    /// <summary>Runs it, says how many rows it touched, and takes it back.</summary>
    private static async Task<int> TryAsync(DbConnection connection, string sql)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        return await connection.ExecuteAsync(sql, transaction: transaction);
    }

    /// <summary>One session runs the first statement and commits only when another waits for it with the second.</summary>
    private async Task AtOnceAsync(string first, string second, Func<Task<int>, Task> check)
    {
        var database = await PostgresServer.NewDatabaseAsync(template);
        await using (var one = await OpenAsync(database))
        await using (var other = await OpenAsync(database))
        {
            await using var transaction = await one.BeginTransactionAsync();
            await one.ExecuteAsync(first);
            var waiting = other.ExecuteAsync(second);
            await UntilAsync(() => IsWaitingAsync(one, other.ProcessID));
            await transaction.CommitAsync();
            await check(waiting);
        }

        await PostgresServer.DropAsync(database);
    }

    private static Task<bool> IsWaitingAsync(NpgsqlConnection connection, int session) =>
        connection.ExecuteScalarAsync<bool>("select cardinality(pg_blocking_pids(@session)) > 0", new { session });

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail("The second session did not wait for the first.");
    }

    private async Task<List<string>> DifferencesAsync()
    {
        var inSqlite = await SqliteSchema.SentencesAsync(sqlite);
        var inPostgres = await PostgresSchema.SentencesAsync(postgres);
        return
        [
            .. Without(inSqlite, inPostgres).Select(sentence => $"Only SQLite: {sentence}"),
            .. Without(inPostgres, inSqlite).Select(sentence => $"Only PostgreSQL: {sentence}"),
        ];
    }

    /// <summary>A sentence that stands twice here and once there remains once.</summary>
    private static List<string> Without(List<string> sentences, List<string> others)
    {
        var left = sentences.ToList();
        others.ForEach(sentence => left.Remove(sentence));
        return left;
    }

    private async Task<List<string>> TextInOtherCollationsAsync() =>
        (
            await postgres.QueryAsync<string>(
                """
                select c.relname || '.' || a.attname
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                join pg_collation l on l.oid = a.attcollation
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'i') and l.collname <> 'C'
                """
            )
        ).AsList();
}

/// <summary>What a schema says, in sentences that do not depend on the engine. The table of the migrations is the migrator's.</summary>
internal static partial class SchemaSentences
{
    public const string NotOfTheSchema = "schema_migrations";

    public static string Columns(string table, IEnumerable<string> columns) => $"{table} has the columns {string.Join(", ", columns)}.";

    public static string Column(string table, string column, string type, bool isRequired, string? byDefault) =>
        $"{table}.{column} is {type}{(isRequired ? ", and required" : "")}{(byDefault is null ? "" : $", {byDefault} by default")}.";

    public static string PrimaryKey(string table, string columns) => $"The primary key of {table} is ({columns}).";

    public static string Unique(string table, string columns) => $"No two rows of {table} are alike in ({columns}).";

    public static string ForeignKey(string table, string columns, string other, string others, string onUpdate, string onDelete) =>
        $"{table} ({columns}) refers to {other} ({others}), {onUpdate} on update, {onDelete} on delete.";

    public static string Index(string table, string name, string columns, bool isUnique, string? where) =>
        $"{name} is {(isUnique ? "a unique" : "an")} index of {table} ({columns}){(where is null ? "" : $" where {Plain(where)}")}.";

    public static string Check(string table, string expression) => $"{table} checks {Plain(expression)}.";

    public static string Trigger(string table, string name) => $"The trigger {name} stands on {table}.";

    /// <summary>
    /// The expression as PostgreSQL rewrites it, which takes `in` and `between` apart, but without its casts and without brackets: what is
    /// left are the names, the values and the operators in their order.
    /// </summary>
    public static string Plain(string expression)
    {
        var apart = Between().Replace(expression, "${what} >= ${least} and ${what} <= ${most}");
        apart = In().Replace(apart, "= any (");
        apart = NotIn().Replace(apart, "<> all (");
        apart = CastOrArray().Replace(apart, "");
        var words = Word().Matches(apart).Select(word => word.Value[0] == '\'' ? word.Value : word.Value.ToLowerInvariant());
        return string.Join(' ', words);
    }

    [GeneratedRegex(@"(?<what>\w+\(\w+\)|\w+) between (?<least>\d+) and (?<most>\d+)")]
    private static partial Regex Between();

    [GeneratedRegex(@"(?<!not )\bin \(")]
    private static partial Regex In();

    [GeneratedRegex(@"\bnot in \(")]
    private static partial Regex NotIn();

    [GeneratedRegex(@"::\w+|\bARRAY(?=\[)")]
    private static partial Regex CastOrArray();

    [GeneratedRegex(@"'[^']*'|\w+|[^\s\w'()\[\],]+")]
    private static partial Regex Word();
}

/// <summary>The schema of a database of SQLite. What its catalog does not tell, the checks and the conditions, is in the text of its tables.</summary>
internal static partial class SqliteSchema
{
    private const string TablesSql = $"""
        select name, sql from sqlite_schema
        where type = 'table' and name not like 'sqlite\_%' escape '\' and name <> '{SchemaSentences.NotOfTheSchema}'
        """;

    private const string ColumnsSql = """
        select name as Name, lower(type) as Type, "notnull" as IsRequired, dflt_value as ByDefault, pk as PlaceInKey
        from pragma_table_xinfo(@table) order by cid
        """;

    private const string IndexesSql = """
        select l.name as Name, l."unique" as IsUnique, l.origin as Origin, s.sql as Sql,
            (
                select group_concat(x.name || case x."desc" when 1 then ' desc' else '' end, ', ' order by x.seqno)
                from pragma_index_xinfo(l.name) x where x.key = 1
            ) as Columns
        from pragma_index_list(@table) l left join sqlite_schema s on s.name = l.name
        where l.origin <> 'pk'
        """;

    private const string ForeignKeysSql = """
        select "table" as Other, group_concat("from", ', ' order by seq) as Columns, group_concat("to", ', ' order by seq) as Others,
            lower(on_update) as OnUpdate, lower(on_delete) as OnDelete
        from pragma_foreign_key_list(@table) group by id
        """;

    private const string TriggersSql = "select name from sqlite_schema where type = 'trigger' and tbl_name = @table";

    public static async Task<List<string>> SentencesAsync(SqliteConnection connection)
    {
        var sentences = new List<string>();
        foreach (var (table, sql) in await connection.QueryAsync<(string, string)>(TablesSql))
        {
            var columns = (await connection.QueryAsync<ColumnRow>(ColumnsSql, new { table })).AsList();
            sentences.Add(SchemaSentences.Columns(table, columns.Select(column => column.Name)));
            sentences.AddRange(columns.Select(column => Column(table, column)));
            var key = columns.Where(column => column.PlaceInKey > 0).OrderBy(column => column.PlaceInKey).Select(column => column.Name);
            sentences.Add(SchemaSentences.PrimaryKey(table, string.Join(", ", key)));
            sentences.AddRange(Checks(sql).Select(check => SchemaSentences.Check(table, check)));
            sentences.AddRange((await connection.QueryAsync<IndexRow>(IndexesSql, new { table })).Select(index => Index(table, index)));
            sentences.AddRange(
                (await connection.QueryAsync<ForeignKeyRow>(ForeignKeysSql, new { table })).Select(key =>
                    SchemaSentences.ForeignKey(table, key.Columns, key.Other, key.Others, key.OnUpdate, key.OnDelete)
                )
            );
            sentences.AddRange(
                (await connection.QueryAsync<string>(TriggersSql, new { table })).Select(name => SchemaSentences.Trigger(table, name))
            );
        }

        return sentences;
    }

    private static string Column(string table, ColumnRow column) =>
        SchemaSentences.Column(
            table,
            column.Name,
            column.Type == "integer" ? "bigint" : column.Type,
            column.IsRequired != 0 || column.PlaceInKey > 0,
            column.ByDefault
        );

    private static string Index(string table, IndexRow index) =>
        index.Origin == "u"
            ? SchemaSentences.Unique(table, index.Columns)
            : SchemaSentences.Index(
                table,
                index.Name,
                index.Columns,
                index.IsUnique != 0,
                Where().Match(index.Sql!) is { Success: true } where ? where.Groups["condition"].Value : null
            );

    private static IEnumerable<string> Checks(string sql) =>
        Check().Matches(Comment().Replace(sql, "")).Select(check => check.Groups["expression"].Value);

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comment();

    /// <summary>Up to the bracket that closes it.</summary>
    [GeneratedRegex(@"\bcheck \((?<expression>(?>[^()]+|\((?<open>)|\)(?<-open>))*(?(open)(?!)))\)")]
    private static partial Regex Check();

    [GeneratedRegex(@"\) where (?<condition>.+)$", RegexOptions.Singleline)]
    private static partial Regex Where();

    // By properties, since a column of nulls has no type here that a constructor could be chosen by.
    private sealed record ColumnRow
    {
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public long IsRequired { get; init; }
        public string? ByDefault { get; init; }
        public long PlaceInKey { get; init; }
    }

    private sealed record IndexRow
    {
        public string Name { get; init; } = "";
        public long IsUnique { get; init; }
        public string Origin { get; init; } = "";
        public string? Sql { get; init; }
        public string Columns { get; init; } = "";
    }

    private sealed record ForeignKeyRow
    {
        public string Other { get; init; } = "";
        public string Columns { get; init; } = "";
        public string Others { get; init; } = "";
        public string OnUpdate { get; init; } = "";
        public string OnDelete { get; init; } = "";
    }
}

/// <summary>The schema of a database of PostgreSQL, from its catalog.</summary>
internal static class PostgresSchema
{
    private const string TablesSql = $"""
        select relname::text from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> '{SchemaSentences.NotOfTheSchema}'
        """;

    private const string ColumnsSql = """
        select a.attname::text as Name, format_type(a.atttypid, a.atttypmod) as Type, a.attnotnull as IsRequired,
            regexp_replace(pg_get_expr(d.adbin, d.adrelid), '::\w+$', '') as ByDefault
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = @table::regclass and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """;

    private const string ConstraintsSql = """
        select c.contype::text as Kind, pg_get_expr(c.conbin, c.conrelid) as Expression, o.relname::text as Other,
            (
                select string_agg(a.attname, ', ' order by k.place)
                from unnest(c.conkey) with ordinality k (number, place)
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
            ) as Columns,
            (
                select string_agg(a.attname, ', ' order by k.place)
                from unnest(c.confkey) with ordinality k (number, place)
                join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number
            ) as Others,
            c.confupdtype::text as OnUpdate, c.confdeltype::text as OnDelete
        from pg_constraint c left join pg_class o on o.oid = c.confrelid
        where c.conrelid = @table::regclass and c.contype in ('p', 'u', 'f', 'c')
        """;

    private const string IndexesSql = """
        select i.relname::text as Name, x.indisunique as IsUnique, pg_get_expr(x.indpred, x.indrelid) as Condition,
            (
                select string_agg(
                    pg_get_indexdef(x.indexrelid, place::int, true) || case when option & 1 = 1 then ' desc' else '' end, ', ' order by place
                )
                from unnest(x.indoption) with ordinality o (option, place)
            ) as Columns
        from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = @table::regclass and not exists (select 1 from pg_constraint c where c.conindid = x.indexrelid and c.contype in ('p', 'u'))
        """;

    private const string TriggersSql = "select tgname::text from pg_trigger where tgrelid = @table::regclass and not tgisinternal";

    public static async Task<List<string>> SentencesAsync(NpgsqlConnection connection)
    {
        var sentences = new List<string>();
        foreach (var table in await connection.QueryAsync<string>(TablesSql))
        {
            var columns = (await connection.QueryAsync<ColumnRow>(ColumnsSql, new { table })).AsList();
            sentences.Add(SchemaSentences.Columns(table, columns.Select(column => column.Name)));
            sentences.AddRange(
                columns.Select(column => SchemaSentences.Column(table, column.Name, column.Type, column.IsRequired, column.ByDefault))
            );
            sentences.AddRange(
                (await connection.QueryAsync<ConstraintRow>(ConstraintsSql, new { table })).Select(constraint =>
                    Constraint(table, constraint)
                )
            );
            sentences.AddRange(
                (await connection.QueryAsync<IndexRow>(IndexesSql, new { table })).Select(index =>
                    SchemaSentences.Index(table, index.Name, index.Columns, index.IsUnique, index.Condition)
                )
            );
            sentences.AddRange(
                (await connection.QueryAsync<string>(TriggersSql, new { table })).Select(name => SchemaSentences.Trigger(table, name))
            );
        }

        return sentences;
    }

    private static string Constraint(string table, ConstraintRow constraint) =>
        constraint.Kind switch
        {
            "p" => SchemaSentences.PrimaryKey(table, constraint.Columns!),
            "u" => SchemaSentences.Unique(table, constraint.Columns!),
            "c" => SchemaSentences.Check(table, constraint.Expression!),
            _ => SchemaSentences.ForeignKey(
                table,
                constraint.Columns!,
                constraint.Other!,
                constraint.Others!,
                Action(constraint.OnUpdate),
                Action(constraint.OnDelete)
            ),
        };

    private static string Action(string code) =>
        code switch
        {
            "a" => "no action",
            "r" => "restrict",
            "c" => "cascade",
            "n" => "set null",
            _ => "set default",
        };

    private sealed record ColumnRow(string Name, string Type, bool IsRequired, string? ByDefault);

    private sealed record ConstraintRow(
        string Kind,
        string? Expression,
        string? Other,
        string? Columns,
        string? Others,
        string OnUpdate,
        string OnDelete
    );

    private sealed record IndexRow(string Name, bool IsUnique, string? Condition, string Columns);
}
