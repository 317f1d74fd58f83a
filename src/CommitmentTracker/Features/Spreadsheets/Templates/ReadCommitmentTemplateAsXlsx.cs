using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Spreadsheets;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

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
