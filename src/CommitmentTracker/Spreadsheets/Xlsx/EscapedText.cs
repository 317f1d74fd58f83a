using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>XLSX writes what XML cannot hold as _xHHHH_.</summary>
internal static partial class EscapedText
{
    /// <summary>Half a character, which is no Unicode, becomes U+FFFD.</summary>
    public static string Read(string text) =>
        text.Contains("_x", StringComparison.Ordinal) ? WellFormed(Escape().Replace(text, Unescaped)) : text;

    /// <summary>What would read as an escape is escaped itself.</summary>
    public static string Write(string text)
    {
        var escaped = text.Contains("_x", StringComparison.Ordinal) ? Escape().Replace(text, match => "_x005F" + match.Value) : text;
        return escaped.All(XmlConvert.IsXmlChar) ? escaped : string.Concat(escaped.EnumerateRunes().Select(Written));
    }

    private static string Written(Rune rune) =>
        rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? $"_x{rune.Value:X4}_" : rune.ToString();

    private static string Unescaped(Match escape) => ((char)Convert.ToUInt16(escape.Groups[1].Value, 16)).ToString();

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
