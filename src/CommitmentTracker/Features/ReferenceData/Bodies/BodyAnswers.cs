using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.ReferenceData.Bodies;

/// <summary>Makes the whole record, with its totals, out of what is stored.</summary>
internal static class BodyAnswers
{
    public static Result<BodyResource> Assemble(Result<StoredRecord<Body>> result, Tallies tallies, ReportingDay day) =>
        result.Succeeded(out var stored, out var refusal) ? BodyResource.From(stored, tallies.Of(stored.Record.Code), day) : refusal;
}
