using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Spreadsheets;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

internal static class TemplateAnswer
{
    public static async Task<IResult> OfAsync(Store store, SheetKind kind, bool isXlsx, CancellationToken cancellation)
    {
        var template = SheetTemplate.Of(kind, await store.ReadAsync(AllowedLists.LoadAsync, cancellation));
        return isXlsx
            ? new BytesAnswer(XlsxTemplate.Write(template), SheetFile.Xlsx) { FileName = $"{template.Name}-template.xlsx" }
            : new BytesAnswer(CsvTemplate.Write(template), SheetFile.Csv + "; charset=utf-8")
            {
                FileName = $"{template.Name}-template.csv",
            };
    }
}
