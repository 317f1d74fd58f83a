using System.Runtime.CompilerServices;

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
    private const int BatchSize = 200;

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
        Send.ResultAsync(Of(store, clock, input.Filters, Caller.From(User)).AsCsv(input.WithMark?.Value ?? false));

    /// <summary>The progress updates that a caller may see, in the order in which they were recorded.</summary>
    public static ExportFile Of(Store store, ReportingClock clock, ProgressUpdateFilters filters, Caller caller) =>
        new("progress-updates", Stored.Day(clock.Today), ProgressUpdateSheet.Columns, RowsAsync(store, filters, caller));

    /// <summary>
    /// Batch by batch, each in a transaction of its own and after the last row of the one before: a slow reader of the file holds no
    /// transaction open, which would keep the write-ahead log growing. A row is always what the record was at one moment, and none is
    /// skipped or doubled while others write.
    /// </summary>
    private static async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(
        Store store,
        ProgressUpdateFilters filters,
        Caller caller,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var selection = filters.SelectionFor(caller);
        IReadOnlyList<ProgressUpdate> batch;
        var last = 0L;
        do
        {
            var after = last;
            batch = await store.ReadAsync(session => ProgressUpdateReader.BatchAsync(session, selection, after, BatchSize), cancellation);
            foreach (var update in batch)
            {
                yield return ProgressUpdateSheet.Row(update);
            }

            last = batch.Count > 0 ? batch[^1].Number : last;
        } while (batch.Count == BatchSize);
    }
}

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
        Send.ResultAsync(ExportProgressUpdates.Of(store, clock, input.Filters, Caller.From(User)).AsXlsx());
}
