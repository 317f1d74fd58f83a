using System.Diagnostics.CodeAnalysis;
using CommitmentTracker.Domain;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database.Commitments;

/// <summary>The one place that knows the engine's full text.</summary>
internal static class FullText
{
    /// <summary>A condition on the commitments <c>c</c>, for the search words in <c>@search</c>.</summary>
    public const string Condition = "c.commitment_id in (select rowid from commitment_search where commitment_search match @search)";

    /// <summary>An empty phrase, which nothing holds; without any the engine would refuse.</summary>
    private const string NothingAsked = "\"\"";

    private const string PutSql = """
        insert or replace into commitment_search (rowid, code, title, description) values (@id, @Code, @Title, @Description)
        """;

    /// <summary>Cuts a text into its words within a statement, for a migration and the check, which know the texts only there.</summary>
    private const string WordsFunction = "search_words";

    public static void AddTo(SqliteConnection connection) =>
        connection.CreateFunction<string?, string?>(WordsFunction, Kept, isDeterministic: true);

    public static Task PutAsync(WriteSession session, long id, Commitment commitment) =>
        session.ExecuteAsync(
            PutSql,
            new
            {
                id,
                Code = Kept(commitment.Code),
                Title = Kept(commitment.Title),
                Description = Kept(commitment.Description),
            }
        );

    /// <summary>A text as the index takes it: its words with a space between, which the tokenizer has only to part.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Kept(string? text) => text is null ? null : string.Join(' ', SearchWords.Of(text));

    /// <summary>Every word must occur, as itself or as the beginning of a word. Quoted, so that nothing a user types is an operator.</summary>
    public static string Asked(string text)
    {
        var phrases = SearchWords.Asked(text).Select(words => $"\"{string.Join(' ', words)}\"*").ToList();
        return phrases.Count > 0 ? string.Join(' ', phrases) : NothingAsked;
    }
}
