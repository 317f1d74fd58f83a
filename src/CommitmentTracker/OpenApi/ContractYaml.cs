using System.Text;
using System.Text.RegularExpressions;

namespace CommitmentTracker.OpenApi;

/// <summary>
/// The contract's YAML as people write it: a list of plain values, or a reference alone, stands on the line of its key, and what readers
/// of YAML 1.1 take for something else stands in quotes.
/// </summary>
internal static partial class ContractYaml
{
    private const int Width = 140;

    public static string Tidy(string written)
    {
        var quoted = BareOn().Replace(written, "$1'on'");
        var withLists = ListOfPlainValues().Replace(quoted, OnOneLine);
        return ReferenceAlone().Replace(withLists, "${key} { ${reference} }\n");
    }

    private static string OnOneLine(Match list)
    {
        var key = list.Groups["key"].Value;
        var values = list.Groups["value"].Captures.Select(value => value.Value).ToList();
        var text = new StringBuilder(key).Append(" [").Append(values[0]);
        var length = text.Length;
        foreach (var value in values.Skip(1))
        {
            text.Append(',');
            length += value.Length + 2;
            if (length >= Width)
            {
                text.Append('\n').Append(list.Groups["indent"].Value);
                length = list.Groups["indent"].Length + value.Length;
                text.Append(value);
                continue;
            }

            text.Append(' ').Append(value);
        }

        return text.Append("]\n").ToString();
    }

    /// <summary>A bare <c>on</c>, as a key or in a list: readers of YAML 1.1 take it for true.</summary>
    [GeneratedRegex("^( +(?:- )?)on(?=:|$)", RegexOptions.Multiline)]
    private static partial Regex BareOn();

    /// <summary>A key, and below it values that are plain words or stand in single quotes, and nothing else.</summary>
    [GeneratedRegex(
        @"^(?<key> *(?:- )?[\w-]+:) *\n(?:(?<indent> +)- (?<value>[\w./+-]+|'(?:[^'\n]|'')*')\n)(?:\k<indent>- (?<value>[\w./+-]+|'(?:[^'\n]|'')*')\n)*(?!\k<indent>[- ])",
        RegexOptions.Multiline
    )]
    private static partial Regex ListOfPlainValues();

    /// <summary>A key, and below it a reference and nothing else.</summary>
    [GeneratedRegex(@"^(?<key> *(?:'\d+'|[\w-]+):)\n(?<indent> +)(?<reference>\$ref: '[^'\n]*')\n(?!\k<indent>\S)", RegexOptions.Multiline)]
    private static partial Regex ReferenceAlone();
}
