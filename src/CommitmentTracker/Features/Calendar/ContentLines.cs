using System.Globalization;
using System.Text;

namespace CommitmentTracker.Features.Calendar;

/// <summary>Writes iCalendar's content lines: folded at 75 octets between characters (RFC 5545, 3.1), texts escaped (3.3.11).</summary>
internal sealed class ContentLines
{
    private const int MaxOctets = 75;
    private const string LineEnd = "\r\n";

    private readonly StringBuilder text = new();

    /// <summary>Folds between characters as readers see them, an accent with its letter, unless one alone is longer than a line.</summary>
    public ContentLines Add(string name, string value)
    {
        var left = MaxOctets;
        var seen = StringInfo.GetTextElementEnumerator($"{name}:{value}");
        while (seen.MoveNext())
        {
            var character = seen.GetTextElement();
            var octets = Encoding.UTF8.GetByteCount(character);
            left = octets > left && octets < MaxOctets ? Fold() : left;
            foreach (var part in character.EnumerateRunes())
            {
                left = (part.Utf8SequenceLength > left ? Fold() : left) - part.Utf8SequenceLength;
                text.Append(part);
            }
        }

        text.Append(LineEnd);
        return this;
    }

    public ContentLines AddText(string name, string value) => Add(name, Escaped(value));

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(text.ToString());

    /// <summary>What would end the value or the line is escaped; other control characters have no place in a calendar.</summary>
    public static string Escaped(string value)
    {
        var escaped = new StringBuilder();
        foreach (var character in value.ReplaceLineEndings("\n").EnumerateRunes())
        {
            _ = character.Value switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(character),
                '\n' => escaped.Append("\\n"),
                _ when Rune.IsControl(character) => escaped,
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>How many octets the next line has left: the space that continues the one before counts among them.</summary>
    private int Fold()
    {
        text.Append(LineEnd).Append(' ');
        return MaxOctets - 1;
    }
}
