using CommitmentTracker.Domain;

namespace CommitmentTracker.Database.Commitments;

/// <summary>The one place that knows the engine's full text.</summary>
internal static class FullText
{
    /// <summary>A condition on the commitments <c>c</c>, for the search words in <c>@search</c>.</summary>
    public const string Condition = "c.commitment_id in (select rowid from commitment_search where commitment_search match @search)";

    private const string PutSql = """
        insert or replace into commitment_search (rowid, code, title, description) values (@id, @Code, @Title, @Description)
        """;

    public static Task PutAsync(WriteSession session, long id, Commitment commitment) =>
        session.ExecuteAsync(
            PutSql,
            new
            {
                id,
                commitment.Code,
                commitment.Title,
                commitment.Description,
            }
        );

    private const string FindSql = "select rowid from commitment_search where commitment_search match @search";

    /// <summary>The numbers of the commitments in which the words occur.</summary>
    public static async Task<IReadOnlySet<long>> FindAsync(Session session, string text) =>
        (await session.QueryAsync<long>(FindSql, new { search = Words(text) })).ToHashSet();

    /// <summary>Every word must occur, as itself or as the beginning of a word. Quoted, so that nothing a user types is an operator.</summary>
    public static string Words(string text) =>
        string.Join(
            ' ',
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"*")
        );
}
