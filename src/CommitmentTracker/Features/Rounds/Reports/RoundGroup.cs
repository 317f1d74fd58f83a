using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>The figures of one member state, body, instrument or theme in a round.</summary>
internal sealed record RoundGroup : Figures
{
    /// <summary>For reading a frozen report.</summary>
    [JsonConstructor]
    public RoundGroup() { }

    [SetsRequiredMembers]
    private RoundGroup(string key, string name, Figures figures)
        : base(figures) => (Key, Name) = (key, name);

    /// <summary>The code of the member state, body, instrument or theme.</summary>
    /// <example>VN</example>
    public required string Key { get; init; }

    /// <summary>Its name; an instrument's title.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    public static RoundGroup From(string key, string name, Tally tally) => new(key, name, Figures.From(tally));
}
