using System.Text;

namespace CommitmentTracker.Tests.Support;

/// <summary>A CSV file of RFC 4180, taken apart by hand: what our own library writes is not read by it alone.</summary>
internal static class CsvText
{
    /// <summary>An export as its rows of cells, the header first.</summary>
    public static async Task<List<string[]>> GetRowsAsync(this HttpClient client, string path) =>
        Rows(Encoding.UTF8.GetString(await client.GetBytesAsync(path)));

    public static List<string[]> Rows(string text)
    {
        var (rows, cells, cell) = (new List<string[]>(), new List<string>(), new StringBuilder());
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"' when isQuoted && at + 1 < text.Length && text[at + 1] == '"':
                    cell.Append(text[at++]);
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    EndCell();
                    break;
                case '\r' when !isQuoted && text[at + 1] == '\n':
                    at++;
                    EndCell();
                    rows.Add([.. cells]);
                    cells.Clear();
                    break;
                default:
                    cell.Append(text[at]);
                    break;
            }
        }

        Assert.That((isQuoted, cells.Count, cell.Length), Is.EqualTo((false, 0, 0)), "the file ends with a line end");
        return rows;

        void EndCell()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}
