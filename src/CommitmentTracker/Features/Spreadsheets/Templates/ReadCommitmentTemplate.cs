namespace CommitmentTracker.Features.Spreadsheets.Templates;

internal sealed class ReadCommitmentTemplateAsCsv(Store store) : EndpointWithoutRequest<Stream>
{
    public override void Configure()
    {
        Get("/templates/commitments.csv");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: false, SheetFile.Csv);
    }

    /// <summary>A sheet of commitments to fill in, as CSV</summary>
    /// <remarks>The header, a row as an example, and a remark (a row that begins with #) that says what each cell may hold.</remarks>
    public override async Task HandleAsync(CancellationToken cancellation) =>
        await Send.ResultAsync(await TemplateAnswer.OfAsync(store, SheetKind.Commitments, isXlsx: false, cancellation));
}

internal sealed class ReadCommitmentTemplateAsXlsx(Store store) : EndpointWithoutRequest<Stream>
{
    public override void Configure()
    {
        Get("/templates/commitments.xlsx");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: false, SheetFile.Xlsx);
    }

    /// <summary>A sheet of commitments to fill in, as XLSX</summary>
    /// <remarks>Cells that take one of a list of values offer the list; a second sheet explains the columns.</remarks>
    public override async Task HandleAsync(CancellationToken cancellation) =>
        await Send.ResultAsync(await TemplateAnswer.OfAsync(store, SheetKind.Commitments, isXlsx: true, cancellation));
}
