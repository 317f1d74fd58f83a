namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportCommitmentsInput
{
    public CommitmentFilters Filters { get; init; } = new();

    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [QueryParam, BindFrom("bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportCommitments(LiveState live, ReportingClock clock) : Endpoint<ExportCommitmentsInput, Stream>
{
    public override void Configure()
    {
        Get("/commitments.csv");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, SheetFile.Csv);
    }

    /// <summary>Export commitments as CSV</summary>
    /// <remarks>
    /// The selection that the same filters list, by code; UTF-8, lines end with CR LF. <c>POST /imports</c> takes the file back as it is.
    /// A cell that a spreadsheet could take for a formula begins with an apostrophe, which the import takes off again. The whole file is of
    /// one state of the data, as it was when the request came.
    /// </remarks>
    public override async Task HandleAsync(ExportCommitmentsInput input, CancellationToken cancellation)
    {
        var file = Of(await live.CurrentAsync(cancellation), clock, input.Filters, Caller.From(User));
        await Send.ResultAsync(file.AsCsv(input.WithMark?.Value ?? false));
    }

    /// <summary>The commitments that a caller may see, by code.</summary>
    public static ExportFile Of(TrackerState state, ReportingClock clock, CommitmentFilters filters, Caller caller)
    {
        var selected = new Selected(filters.SelectionFor(caller), clock.On(filters.AsOf?.Value));
        var rows = state.Commitments.Values.SelectMany(selected.Commitments).Select(each => CommitmentSheet.Row(each.Commitment));
        return new ExportFile("commitments", Stored.Day(clock.Today), CommitmentSheet.Columns, rows.ToAsyncEnumerable());
    }
}

internal sealed record ExportCommitmentsAsXlsxInput
{
    public CommitmentFilters Filters { get; init; } = new();
}

internal sealed class ExportCommitmentsAsXlsx(LiveState live, ReportingClock clock) : Endpoint<ExportCommitmentsAsXlsxInput, Stream>
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
    public override async Task HandleAsync(ExportCommitmentsAsXlsxInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            ExportCommitments.Of(await live.CurrentAsync(cancellation), clock, input.Filters, Caller.From(User)).AsXlsx()
        );
}
