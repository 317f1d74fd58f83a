using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.ReferenceData.Instruments;

/// <summary>Makes the whole record, with its totals, out of what is stored.</summary>
internal static class InstrumentAnswers
{
    public static async Task<Result<InstrumentResource>> AssembleAsync(
        Session session,
        Result<StoredRecord<Instrument>> result,
        ReportingDay day
    )
    {
        if (!result.Succeeded(out var stored, out var refusal))
        {
            return refusal;
        }

        var code = stored.Record.Code;
        var selection = CommitmentSelection.Published with { Instruments = [code] };
        var tallies = await Tallies.CountAsync(session, Grouping.Instrument, selection, day);
        return InstrumentResource.From(stored, tallies.Of(code), day);
    }
}
