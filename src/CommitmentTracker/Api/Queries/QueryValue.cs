namespace CommitmentTracker.Api.Queries;

/// <summary>
/// A query parameter that has read its own text. Reading never fails; what is wrong is kept in <see cref="Fault"/>, so that one answer
/// can name every parameter that is wrong and say what each allows.
/// </summary>
internal interface IQueryValue
{
    /// <summary>What is wrong with the value, as the end of a sentence that begins with the parameter's name; null when nothing is.</summary>
    string? Fault { get; }
}

/// <summary>A query parameter of the type <typeparamref name="TSelf"/>.</summary>
internal interface IQueryValue<TSelf> : IQueryValue
    where TSelf : class, IQueryValue<TSelf>
{
    static abstract TSelf Read(string text);
}

/// <summary>Query parameters that several operations take, as one member of their inputs.</summary>
internal interface IQueryGroup;

/// <summary>Marks an item of which the caller may ask for some members only: all but the code may be missing.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SparseAttribute : Attribute;

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

/// <summary>
/// What the codes of a parameter name. Their case does not matter, and one that names nothing is refused with those that there are: an
/// empty list would read as "nothing is due".
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NamesAttribute(params Grouping[] things) : Attribute
{
    public IReadOnlyList<Grouping> Things => things;
}
