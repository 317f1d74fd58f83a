using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Spreadsheets;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportProgressUpdatesAsXlsxInput
{
    public ProgressUpdateFilters Filters { get; init; } = new();
}

internal sealed class ExportProgressUpdatesAsXlsx(Store store, ReportingClock clock) : Endpoint<ExportProgressUpdatesAsXlsxInput, Stream>
{
    public override void Configure()
    {
        Get("/progress-updates.xlsx");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, SheetFile.Xlsx);
    }

    /// <summary>Export progress updates as XLSX</summary>
    /// <remarks>
    /// The rows and columns of <c>/progress-updates.csv</c> in a workbook of one sheet, whose header stays in sight. Dates and percentages
    /// are dates and numbers of the spreadsheet, everything else is text, with the apostrophe of the CSV. <c>POST /imports</c> takes the file
    /// back, and records nothing twice. Evidence that is longer than the 32,767 characters that a cell can hold is told to be so in its
    /// place, and the import refuses that row: the CSV holds it.
    /// </remarks>
    public override Task HandleAsync(ExportProgressUpdatesAsXlsxInput input, CancellationToken cancellation) =>
        Send.ResultAsync(new XlsxAnswer(ExportedProgressUpdates.Of(store, clock, input.Filters, Caller.From(User), cancellation)));
}
