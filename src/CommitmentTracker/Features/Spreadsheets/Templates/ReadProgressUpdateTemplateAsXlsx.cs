using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Spreadsheets;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

internal sealed class ReadProgressUpdateTemplateAsXlsx : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/templates/progress-updates.xlsx", Handle)
            .IsOperation<ReadProgressUpdateTemplateAsXlsx>(Tags.Spreadsheets)
            .OpenToReaders()
            .AnswersFile(isStreamed: false, SheetFile.Xlsx);

    /// <summary>A sheet of progress updates to fill in, as XLSX</summary>
    /// <remarks>Cells that take one of a list of values offer the list; a second sheet explains the columns.</remarks>
    private static Task<IResult> Handle(Store store, CancellationToken cancellation) =>
        TemplateAnswer.OfAsync(store, SheetKind.ProgressUpdates, isXlsx: true, cancellation);
}
