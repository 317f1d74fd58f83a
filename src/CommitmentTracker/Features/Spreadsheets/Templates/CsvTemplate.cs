using CommitmentTracker.Spreadsheets;
using CsvHelper;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

/// <summary>A template as CSV. What each cell may hold stands in a row that begins with #, which an import passes over.</summary>
internal static class CsvTemplate
{
    public static byte[] Write(SheetTemplate template)
    {
        using var bytes = new MemoryStream();
        using (
            var writer = CsvWriter.Create(
                bytes,
                new CsvWriterOptions
                {
                    Separator = ',',
                    NewLine = "\r\n",
                    HasHeader = false,
                },
                true
            )
        )
        {
            writer.WriteRecord([.. template.Columns.Select(column => column.Name)]);
            foreach (var row in template.Rows)
            {
                writer.WriteRecord([.. row.Select(CellText.Guard)]);
            }

            writer.WriteRecord([.. template.Columns.Select((column, at) => CellText.Guard(at == 0 ? "# " + Note(column) : Note(column)))]);
        }

        return bytes.ToArray();

        string Note(SheetColumn column) =>
            template.Allowed.Of(column) is { Count: > 0 } values
                ? $"{(column.IsRequired ? "Required: one of" : "One of")} {string.Join(", ", values)}"
                : $"{(column.IsRequired ? "Required. " : "")}{column.Meaning}";
    }
}
