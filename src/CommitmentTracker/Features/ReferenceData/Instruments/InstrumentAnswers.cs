using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.ReferenceData.Instruments;

/// <summary>Makes the whole record, with its totals, out of what is stored.</summary>
internal static class InstrumentAnswers
{
    public static Result<InstrumentResource> Assemble(Result<StoredRecord<Instrument>> result, Tallies tallies, ReportingDay day) =>
        result.Succeeded(out var stored, out var refusal) ? InstrumentResource.From(stored, tallies.Of(stored.Record.Code), day) : refusal;
}
