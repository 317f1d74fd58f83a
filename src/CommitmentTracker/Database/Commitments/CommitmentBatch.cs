namespace CommitmentTracker.Database.Commitments;

/// <summary>Loads a run of the commitments that are selected.</summary>
internal static class CommitmentBatch
{
    private const string Sql = "select c.code from commitments c";

    /// <summary>The first of the selected commitments after the code <paramref name="after"/>, or from the beginning.</summary>
    public static async Task<IReadOnlyList<StoredCommitment>> ReadAsync(Session session, Conditions selected, string? after, int size)
    {
        if (after is not null)
        {
            selected.Add("c.code > @after", "after", after);
        }

        selected.Values.Add("size", size);
        var found = new List<StoredCommitment>();
        foreach (var code in await session.QueryAsync<string>($"{Sql}\n{selected.Where}\norder by c.code\nlimit @size", selected.Values))
        {
            found.Add((await CommitmentReader.LoadAsync(session, code))!);
        }

        return found;
    }
}
