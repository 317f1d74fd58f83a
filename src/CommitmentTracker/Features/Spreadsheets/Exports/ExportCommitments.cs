using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Spreadsheets;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportCommitmentsInput
{
    public CommitmentFilters Filters { get; init; } = new();

    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [QueryParam, BindFrom("bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportCommitments(Store store, ReportingClock clock) : Endpoint<ExportCommitmentsInput, Stream>
{
    public override void Configure()
    {
        Get("/commitments.csv");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, SheetFile.Csv);
    }

    /// <summary>Export commitments as CSV</summary>
    /// <remarks>
    /// The selection that the same filters list, by code; UTF-8, lines end with CR LF. <c>POST /imports</c> takes the file back as it is.
    /// A cell that a spreadsheet could take for a formula begins with an apostrophe, which the import takes off again. The file is sent as
    /// it is read: each row is consistent in itself, and a commitment changed meanwhile is in it as before or as after the change.
    /// </remarks>
    public override Task HandleAsync(ExportCommitmentsInput input, CancellationToken cancellation) =>
        Send.ResultAsync(
            new CsvAnswer(
                ExportedCommitments.Of(store, clock, input.Filters, Caller.From(User), cancellation),
                input.WithMark?.Value ?? false
            )
        );
}
