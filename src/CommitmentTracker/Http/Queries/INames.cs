namespace CommitmentTracker.Http.Queries;

/// <summary>A query value whose codes may name what there is: see <see cref="NamesAttribute"/>.</summary>
internal interface INames : IQueryValue
{
    private const int MaxListed = 100;

    IReadOnlyList<string> Codes { get; }

    /// <summary>The same with the codes as they are written here.</summary>
    IQueryValue Of(IReadOnlyList<string> codes);

    /// <summary>What is wrong with codes that name nothing, and what there is instead.</summary>
    string FaultOf(IReadOnlyList<string> unknown, IReadOnlyList<string> all);

    static string Listed(IReadOnlyList<string> all) =>
        string.Join(", ", all.Take(MaxListed)) + (all.Count > MaxListed ? $" and {all.Count - MaxListed} more" : "");
}
