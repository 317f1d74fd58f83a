namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>The texts that the cells of a workbook share.</summary>
internal static class SharedTexts
{
    /// <summary>Each text costs some memory of its own, though it be empty.</summary>
    private const int CharactersOfEach = 16;
    private const long MaxCharacters = 32L * 1024 * 1024;

    public static IReadOnlyList<string> Read(PartReader? part)
    {
        var texts = new List<string>();
        var characters = 0L;
        using (part)
        {
            while (part?.Read() == true)
            {
                if (part.IsElement && part.Name == "si")
                {
                    texts.Add(part.ReadString());
                    characters += texts[^1].Length + CharactersOfEach;
                    if (characters > MaxCharacters)
                    {
                        throw Unpacking.TooLarge();
                    }
                }
            }
        }

        return texts;
    }
}
