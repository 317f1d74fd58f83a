using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Spreadsheets;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

internal sealed class ReadCommitmentTemplateAsCsv : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/templates/commitments.csv", Handle)
            .IsOperation<ReadCommitmentTemplateAsCsv>(Tags.Spreadsheets)
            .OpenToReaders()
            .AnswersFile(isStreamed: false, SheetFile.Csv);

    /// <summary>A sheet of commitments to fill in, as CSV</summary>
    /// <remarks>The header, a row as an example, and a remark (a row that begins with #) that says what each cell may hold.</remarks>
    private static Task<IResult> Handle(Store store, CancellationToken cancellation) =>
        TemplateAnswer.OfAsync(store, SheetKind.Commitments, isXlsx: false, cancellation);
}
