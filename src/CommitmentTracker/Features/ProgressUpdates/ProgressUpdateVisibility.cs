using CommitmentTracker.Database;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.ProgressUpdates;

/// <summary>Which progress updates a caller may see: the public those that are verified.</summary>
internal static class ProgressUpdateVisibility
{
    public static Conditions Of(string commitment, Caller caller, IReadOnlyList<string> parties)
    {
        var conditions = new Conditions()
            .Add("commitment_code = @commitment", "commitment", commitment)
            .In("party_code", "parties", parties);
        return caller.KeepsTheTracker ? conditions : conditions.Add("review = 'verified'");
    }
}
