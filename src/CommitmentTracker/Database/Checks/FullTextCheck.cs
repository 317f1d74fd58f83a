using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database.Checks;

/// <summary>
/// Holds the full text against the records. It keeps no texts, so it is made anew from the records beside the database, and the two are
/// compared word by word, each with its place.
/// </summary>
internal sealed class FullTextCheck(SqliteConnection connection, Session session, Findings findings)
{
    private const string DefinitionSql = "select sql from sqlite_schema where name = 'commitment_search'";

    private const string FillSql = """
        insert into temp.expected_search (rowid, code, title, description)
        select commitment_id, search_words(code), search_words(title), search_words(description) from main.commitments order by commitment_id
        """;

    private const string VocabularySql = """
        create virtual table temp.words using fts5vocab(main, commitment_search, instance);
        create virtual table temp.expected_words using fts5vocab(temp, expected_search, instance);
        """;

    private const string CodesSql = "select code from commitments where commitment_id in @ids order by code";

    public async Task RunAsync()
    {
        var definition = await session.SingleAsync<string>(DefinitionSql);
        // What is made here may outgrow the memory, and goes with the connection.
        connection.Execute("pragma query_only = off");
        connection.Execute(definition.Replace("commitment_search", "temp.expected_search", StringComparison.Ordinal));
        connection.Execute(FillSql);
        connection.Execute(VocabularySql);
        var wrong = await WrongAsync();
        foreach (var ids in wrong.Order().Chunk(Findings.MaxListed))
        {
            var codes = await session.QueryAsync<string>(CodesSql, new { ids });
            codes.ToList().ForEach(code => findings.Add($"Commitment {code}: the full text does not hold its words."));
            for (var missing = ids.Length - codes.Count; missing > 0; missing--)
            {
                findings.Add("The full text holds a commitment that is not there.");
            }
        }
    }

    /// <summary>Both come in the order of the words, so that they are compared side by side.</summary>
    private async Task<HashSet<long>> WrongAsync()
    {
        var wrong = new HashSet<long>();
        await using var expected = Words("temp.expected_words").GetAsyncEnumerator();
        await using var actual = Words("temp.words").GetAsyncEnumerator();
        var (hasExpected, hasActual) = (await expected.MoveNextAsync(), await actual.MoveNextAsync());
        while (hasExpected || hasActual)
        {
            var order =
                !hasActual ? -1
                : !hasExpected ? 1
                : expected.Current.CompareTo(actual.Current);
            if (order != 0)
            {
                wrong.Add(order < 0 ? expected.Current.Doc : actual.Current.Doc);
            }

            hasExpected = order > 0 ? hasExpected : await expected.MoveNextAsync();
            hasActual = order < 0 ? hasActual : await actual.MoveNextAsync();
        }

        return wrong;
    }

    private IAsyncEnumerable<Word> Words(string table) =>
        session.StreamAsync<Word>($"select cast(term as blob) as term, doc, col, \"offset\" as place from {table}");

    private sealed record Word
    {
        public byte[] Term { get; init; } = [];
        public long Doc { get; init; }
        public string Col { get; init; } = "";
        public long Place { get; init; }

        public int CompareTo(Word other)
        {
            var order = Term.AsSpan().SequenceCompareTo(other.Term);
            return order != 0 ? order : (Doc, ColumnOf(Col), Place).CompareTo((other.Doc, ColumnOf(other.Col), other.Place));
        }

        private static int ColumnOf(string name) =>
            name switch
            {
                "code" => 0,
                "title" => 1,
                _ => 2,
            };
    }
}
