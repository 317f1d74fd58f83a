using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.ReferenceData.Instruments;

internal sealed class ReadInstrument : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/instruments/{code}", Handle)
            .IsOperation<ReadInstrument>(Tags.ReferenceData)
            .OpenToReaders()
            .Answers<InstrumentResource>()
            .Refuses(ErrorCode.NotFound);

    /// <summary>Read an instrument, with its totals</summary>
    /// <remarks>The <c>ETag</c> guards the record: send it as <c>If-Match</c> with a change.</remarks>
    /// <param name="code">The instrument's code.</param>
    private static async Task<IResult> Handle(
        string code,
        [AsParameters] AsOfQuery query,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var day = clock.On(query.AsOf?.Value);
        var result = await store.ReadAsync(
            async session => await InstrumentAnswers.AssembleAsync(session, await InstrumentTable.FindAsync(session, code), day),
            cancellation
        );
        return result.Succeeded(out var instrument, out var refusal) ? Answer.Ok(instrument, instrument.Version) : Answer.Refused(refusal);
    }
}
