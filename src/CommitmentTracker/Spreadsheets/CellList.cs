namespace CommitmentTracker.Spreadsheets;

/// <summary>
/// Several records in one cell: one a line, their parts with | between. A backslash stands before a | or a backslash that is text, and \n
/// and \r stand for line breaks within a part.
/// </summary>
internal static class CellList
{
    private const char Between = '|';
    private const char Escape = '\\';

    public static string Write(IEnumerable<IEnumerable<string?>> records) =>
        string.Join('\n', records.Select(parts => string.Join(Between, parts.Select(Escaped))));

    /// <summary>The records, or null where one has another number of parts or ends within an escape.</summary>
    public static IReadOnlyList<string[]>? Read(string cell, int parts)
    {
        var records = new List<string[]>();
        foreach (var line in cell.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            if (Parts(line) is not { } record || record.Count != parts)
            {
                return null;
            }

            records.Add([.. record]);
        }

        return records;
    }

    private static string Escaped(string? part) =>
        (part ?? "")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);

    private static List<string>? Parts(string line)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var at = 0; at < line.Length; at++)
        {
            switch (line[at])
            {
                case Escape when at + 1 == line.Length:
                    return null;
                case Escape:
                    at++;
                    part.Append(
                        line[at] switch
                        {
                            'n' => '\n',
                            'r' => '\r',
                            var other => other,
                        }
                    );
                    break;
                case Between:
                    parts.Add(part.ToString());
                    part.Clear();
                    break;
                case var plain:
                    part.Append(plain);
                    break;
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
