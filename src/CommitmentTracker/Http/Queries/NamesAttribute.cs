using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Http.Queries;

/// <summary>
/// What the codes of a parameter name. Their case does not matter, and one that names nothing is refused with those that there are: an
/// empty list would read as "nothing is due".
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NamesAttribute(params Grouping[] things) : Attribute
{
    public IReadOnlyList<Grouping> Things => things;
}
