using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>What to say of a party that there is not: which there are. People write VNM, or a name, for VN.</summary>
internal static class UnknownParty
{
    /// <summary>More bodies than this nobody reads through.</summary>
    private const int MaxBodies = 50;

    public static string Fault(string code, IReadOnlyDictionary<string, Party> parties)
    {
        var bodies = CodesOf(PartyKind.Body, parties);
        var known = bodies.Count <= MaxBodies ? string.Join(", ", bodies) : "those of /bodies";
        return $"There is no party {ImportedLine.Quoted(code)}. Member states are {string.Join(", ", CodesOf(PartyKind.MemberState, parties))}; bodies are {known}.";
    }

    private static List<string> CodesOf(PartyKind kind, IReadOnlyDictionary<string, Party> parties) =>
        [.. parties.Values.Where(party => party.Kind == kind).Select(party => party.Code).Order(StringComparer.Ordinal)];
}
