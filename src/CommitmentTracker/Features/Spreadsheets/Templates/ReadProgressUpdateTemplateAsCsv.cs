using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Spreadsheets;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

internal sealed class ReadProgressUpdateTemplateAsCsv : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/templates/progress-updates.csv", Handle)
            .IsOperation<ReadProgressUpdateTemplateAsCsv>(Tags.Spreadsheets)
            .OpenToReaders()
            .AnswersFile(isStreamed: false, SheetFile.Csv);

    /// <summary>A sheet of progress updates to fill in, as CSV</summary>
    /// <remarks>The header, a row as an example, and a remark (a row that begins with #) that says what each cell may hold.</remarks>
    private static Task<IResult> Handle(Store store, CancellationToken cancellation) =>
        TemplateAnswer.OfAsync(store, SheetKind.ProgressUpdates, isXlsx: false, cancellation);
}
