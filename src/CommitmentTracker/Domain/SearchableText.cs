using System.Text;

namespace CommitmentTracker.Domain;

/// <summary>The words of a record that it is found by, field by field.</summary>
internal sealed class SearchableText
{
    /// <summary>In UTF-8, which is half of what a string takes: a space before and after each word, a line end after each field.</summary>
    private readonly byte[] words;

    public SearchableText(params ReadOnlySpan<string?> fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            if (field is not null)
            {
                text.Append(' ').AppendJoin(' ', SearchWords.Of(field)).Append(" \n");
            }
        }

        words = Encoding.UTF8.GetBytes(text.ToString());
    }

    public bool Holds(ReadOnlySpan<byte> asked) => words.AsSpan().IndexOf(asked) >= 0;
}

/// <summary>What is searched for: every piece of it must occur, its words in their order, the last of them as a word or as the beginning of one.</summary>
internal sealed class SearchQuery(string text)
{
    private readonly byte[][] pieces = [.. SearchWords.Asked(text).Select(words => Encoding.UTF8.GetBytes($" {string.Join(' ', words)}"))];

    /// <summary>A question without any word finds nothing.</summary>
    public bool Finds(SearchableText text)
    {
        foreach (var piece in pieces)
        {
            if (!text.Holds(piece))
            {
                return false;
            }
        }

        return pieces.Length > 0;
    }
}
