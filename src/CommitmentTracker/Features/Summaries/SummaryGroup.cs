using System.Diagnostics.CodeAnalysis;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Features.Summaries;

/// <summary>The figures of one member state, body, instrument or theme.</summary>
internal sealed record SummaryGroup : Figures
{
    [SetsRequiredMembers]
    private SummaryGroup(string key, string name, Figures figures)
        : base(figures) => (Key, Name) = (key, name);

    /// <summary>The code of the member state, body, instrument or theme.</summary>
    /// <example>VN</example>
    public required string Key { get; init; }

    /// <summary>Its name; an instrument's title.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    public static SummaryGroup From(string key, string name, Tally tally) => new(key, name, Figures.From(tally));
}
