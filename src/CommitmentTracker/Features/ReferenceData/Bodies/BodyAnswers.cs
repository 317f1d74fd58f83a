using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.ReferenceData.Bodies;

/// <summary>Makes the whole record, with its totals, out of what is stored.</summary>
internal static class BodyAnswers
{
    public static async Task<Result<BodyResource>> AssembleAsync(Session session, Result<StoredRecord<Body>> result, ReportingDay day)
    {
        if (!result.Succeeded(out var stored, out var refusal))
        {
            return refusal;
        }

        var code = stored.Record.Code;
        var selection = CommitmentSelection.Published with { Parties = [code] };
        var tallies = await Tallies.CountAsync(session, Grouping.Body, selection, day);
        return BodyResource.From(stored, tallies.Of(code), day);
    }
}
