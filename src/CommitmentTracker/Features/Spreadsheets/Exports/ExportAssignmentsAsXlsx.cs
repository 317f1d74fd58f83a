using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Spreadsheets;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportAssignmentsAsXlsxInput
{
    public DueFilters Filters { get; init; } = new();
}

internal sealed class ExportAssignmentsAsXlsx(Store store, ReportingClock clock) : Endpoint<ExportAssignmentsAsXlsxInput, Stream>
{
    public override void Configure()
    {
        Get("/assignments.xlsx");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, SheetFile.Xlsx);
    }

    /// <summary>Export assignments as XLSX</summary>
    /// <remarks>
    /// The rows and columns of <c>/assignments.csv</c> in a workbook of one sheet, whose header stays in sight. Dates and percentages are
    /// dates and numbers of the spreadsheet, everything else is text.
    /// </remarks>
    public override Task HandleAsync(ExportAssignmentsAsXlsxInput input, CancellationToken cancellation) =>
        Send.ResultAsync(new XlsxAnswer(ExportedAssignments.Of(store, clock, input.Filters, Caller.From(User), cancellation)));
}
