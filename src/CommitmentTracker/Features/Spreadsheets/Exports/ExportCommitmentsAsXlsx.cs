using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Spreadsheets;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportCommitmentsAsXlsxInput
{
    public CommitmentFilters Filters { get; init; } = new();
}

internal sealed class ExportCommitmentsAsXlsx(Store store, ReportingClock clock) : Endpoint<ExportCommitmentsAsXlsxInput, Stream>
{
    public override void Configure()
    {
        Get("/commitments.xlsx");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, SheetFile.Xlsx);
    }

    /// <summary>Export commitments as XLSX</summary>
    /// <remarks>
    /// The rows and columns of <c>/commitments.csv</c> in a workbook of one sheet, whose header stays in sight. Dates are dates of the
    /// spreadsheet, everything else is text, with the apostrophe of the CSV: nothing in it is a formula, also when it is saved as CSV.
    /// <c>POST /imports</c> takes the file back as it is. A cell of records that is longer than the 32,767 characters that a cell can hold
    /// says so in their place, and the import refuses that row: the CSV holds it.
    /// </remarks>
    public override Task HandleAsync(ExportCommitmentsAsXlsxInput input, CancellationToken cancellation) =>
        Send.ResultAsync(new XlsxAnswer(ExportedCommitments.Of(store, clock, input.Filters, Caller.From(User), cancellation)));
}
