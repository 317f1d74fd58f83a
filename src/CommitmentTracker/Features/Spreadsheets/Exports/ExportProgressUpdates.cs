using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Spreadsheets;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportProgressUpdatesInput
{
    public ProgressUpdateFilters Filters { get; init; } = new();

    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [QueryParam, BindFrom("bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportProgressUpdates(Store store, ReportingClock clock) : Endpoint<ExportProgressUpdatesInput, Stream>
{
    public override void Configure()
    {
        Get("/progress-updates.csv");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, SheetFile.Csv);
    }

    /// <summary>Export progress updates as CSV</summary>
    /// <remarks>
    /// In the order in which they were recorded. The public gets what is verified, a focal point also all of its own party's, the
    /// secretariat everything. <c>POST /imports</c> takes the file back, and records nothing twice.
    /// </remarks>
    public override Task HandleAsync(ExportProgressUpdatesInput input, CancellationToken cancellation) =>
        Send.ResultAsync(
            new CsvAnswer(
                ExportedProgressUpdates.Of(store, clock, input.Filters, Caller.From(User), cancellation),
                input.WithMark?.Value ?? false
            )
        );
}
