using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommitmentTracker.Spreadsheets;

/// <summary>The texts that the cells of a workbook share.</summary>
internal static partial class XlsxTexts
{
    private const long MaxCharacters = 32L * 1024 * 1024;

    public static IReadOnlyList<string> Read(SharedStringTablePart? part)
    {
        var texts = new List<string>();
        if (part is null)
        {
            return texts;
        }

        var characters = 0L;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                var text = Of((SharedStringItem)reader.LoadCurrentElement()!);
                texts.Add(text);
                // Each text costs some memory of its own, though it be empty.
                characters += text.Length + 16;
                if (characters > MaxCharacters)
                {
                    throw new SheetException(1, "the workbook holds too much text");
                }
            }
        }

        return texts;
    }

    /// <summary>The text of a shared or an inline string: its own or that of its runs, without what tells how to pronounce it.</summary>
    public static string Of(OpenXmlElement item)
    {
        var text = new StringBuilder();
        foreach (var part in item.ChildElements)
        {
            text.Append(
                part switch
                {
                    Text own => own.Text,
                    Run run => run.Text?.Text,
                    _ => null,
                }
            );
        }

        return Unescaped(text.ToString());
    }

    /// <summary>XLSX writes what XML cannot hold as _xHHHH_. Half a character, which is no Unicode, becomes U+FFFD.</summary>
    public static string Unescaped(string text) =>
        text.Contains("_x", StringComparison.Ordinal) ? WellFormed(Escape().Replace(text, Unescaped)) : text;

    private static string Unescaped(Match escape) => ((char)Convert.ToUInt16(escape.Groups[1].Value, 16)).ToString();

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
