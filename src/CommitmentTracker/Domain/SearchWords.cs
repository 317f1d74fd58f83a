namespace CommitmentTracker.Domain;

/// <summary>
/// The words that a text is found by: lower case, without diacritics, đ as d. A run of a script that writes no spaces between words is cut
/// into overlapping pairs of characters, so that any part of it is found. What is kept and what is asked are cut by this one rule.
/// </summary>
internal static class SearchWords
{
    /// <summary>Thai and Lao; Burmese with its extensions; Khmer; Chinese and Japanese, by first and last character.</summary>
    private static readonly (int First, int Last)[] ScriptsWithoutSpaces =
    [
        (0x0E00, 0x0EFF),
        (0x1000, 0x109F),
        (0x1780, 0x17FF),
        (0x3040, 0x30FF),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xA9E0, 0xA9FF),
        (0xAA60, 0xAA7F),
        (0x20000, 0x3FFFF),
    ];

    /// <summary>The marks that are put on letters of any script. Those of one script alone, such as Thai vowels, are letters to its readers.</summary>
    private static readonly (int First, int Last)[] Diacritics =
    [
        (0x0300, 0x036F),
        (0x1AB0, 0x1AFF),
        (0x1DC0, 0x1DFF),
        (0x20D0, 0x20FF),
        (0xFE20, 0xFE2F),
    ];

    /// <summary>The words to keep of a text, in their order.</summary>
    public static IReadOnlyList<string> Of(string text) => [.. RunsOf(text).SelectMany(WordsOf)];

    /// <summary>
    /// What is asked with a text: of each piece between its spaces the words that must stand in this order. The last of them may be the
    /// beginning of a longer one.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Asked(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(AskedOfPiece).Where(words => words.Count > 0)];

    private static IReadOnlyList<string> AskedOfPiece(string piece)
    {
        var words = new List<string>();
        var lastRun = "";
        foreach (var run in RunsOf(piece))
        {
            words.AddRange(WordsOf(run));
            lastRun = run;
        }

        // The last character alone ends a run that is kept; in the middle of a longer one it begins a pair.
        if (IsWithoutSpaces(lastRun) && StringInfo.ParseCombiningCharacters(lastRun).Length > 1)
        {
            words.RemoveAt(words.Count - 1);
        }

        return words;
    }

    private static IEnumerable<string> WordsOf(string run)
    {
        if (!IsWithoutSpaces(run))
        {
            yield return run;
            yield break;
        }

        var starts = StringInfo.ParseCombiningCharacters(run);
        for (var index = 0; index < starts.Length; index++)
        {
            var end = index + 2 < starts.Length ? starts[index + 2] : run.Length;
            yield return run[starts[index]..end];
        }
    }

    /// <summary>Unicode's number for no character at all, which .NET refuses to normalize.</summary>
    private const char NoCharacter = '\uFFFE';

    /// <summary>Letters and digits that stand together and are of one kind of script.</summary>
    private static IEnumerable<string> RunsOf(string text)
    {
        var run = new StringBuilder();
        var isWithoutSpaces = false;
        foreach (var character in text.Replace(NoCharacter, ' ').Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsIn(Diacritics, character) || Rune.GetUnicodeCategory(character) == UnicodeCategory.Format)
            {
                continue;
            }

            var folded = Folded(character);
            var belongs = IsOfWords(folded);
            if (run.Length > 0 && (!belongs || IsIn(ScriptsWithoutSpaces, folded) != isWithoutSpaces))
            {
                yield return run.ToString();
                run.Clear();
            }

            if (belongs)
            {
                isWithoutSpaces = IsIn(ScriptsWithoutSpaces, folded);
                run.Append(folded);
            }
        }

        if (run.Length > 0)
        {
            yield return run.ToString();
        }
    }

    private static Rune Folded(Rune character)
    {
        var lower = Rune.ToLowerInvariant(character);
        return lower.Value == 'đ' ? new Rune('d') : lower;
    }

    private static bool IsOfWords(Rune character) =>
        Rune.IsLetter(character)
        || Rune.IsNumber(character)
        || Rune.GetUnicodeCategory(character)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    private static bool IsWithoutSpaces(string run) => run.Length > 0 && IsIn(ScriptsWithoutSpaces, Rune.GetRuneAt(run, 0));

    private static bool IsIn((int First, int Last)[] ranges, Rune character) =>
        Array.Exists(ranges, range => character.Value >= range.First && character.Value <= range.Last);
}

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
