using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Spreadsheets;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

internal sealed class ReadProgressUpdateTemplateAsCsv(Store store) : EndpointWithoutRequest<Stream>
{
    public override void Configure()
    {
        Get("/templates/progress-updates.csv");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: false, SheetFile.Csv);
    }

    /// <summary>A sheet of progress updates to fill in, as CSV</summary>
    /// <remarks>The header, a row as an example, and a remark (a row that begins with #) that says what each cell may hold.</remarks>
    public override async Task HandleAsync(CancellationToken cancellation) =>
        await Send.ResultAsync(await TemplateAnswer.OfAsync(store, SheetKind.ProgressUpdates, isXlsx: false, cancellation));
}
