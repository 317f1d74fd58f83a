namespace CommitmentTracker.Http.Queries;

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
