namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Gathers what is wrong with a sheet, up to as many errors as a person would read.</summary>
internal sealed class ImportErrors
{
    public const int Max = 1000;

    private readonly List<RowError> all = [];

    public bool IsFull => all.Count >= Max;

    public bool IsEmpty => all.Count == 0;

    public void Add(long row, string? column, RowErrorCode code, string message)
    {
        if (!IsFull)
        {
            all.Add(
                new RowError
                {
                    Row = row,
                    Column = column,
                    Code = code,
                    Message = message,
                }
            );
        }
    }

    /// <param name="sheet">The sheet that was read, where it has a name.</param>
    public Refusal ToRefusal(string? sheet) =>
        new(
            ErrorCode.ImportRejected,
            IsFull
                ? $"Nothing was stored. The sheet{Named(sheet)} was read up to its first {Max:N0} errors: see rowErrors; there may be more."
                : $"Nothing was stored. The sheet{Named(sheet)} has {all.Count} error{(all.Count == 1 ? "" : "s")}: see rowErrors."
        )
        {
            RowErrors = [.. all.OrderBy(error => error.Row)],
        };

    private static string Named(string? sheet) => sheet is null ? "" : $" {ImportedLine.Quoted(sheet)}";
}

/// <summary>What to say of a party that there is not: which there are. People write VNM, or a name, for VN.</summary>
internal static class UnknownParty
{
    /// <summary>More bodies than this nobody reads through.</summary>
    private const int MaxBodies = 50;

    public static string Fault(string code, IReadOnlyDictionary<string, Party> parties)
    {
        var bodies = CodesOf(PartyKind.Body, parties);
        var known = bodies.Count <= MaxBodies ? string.Join(", ", bodies) : "those of /bodies";
        return $"There is no party {ImportedLine.Quoted(code)}. Member states are {string.Join(", ", CodesOf(PartyKind.MemberState, parties))}; bodies are {known}.";
    }

    private static List<string> CodesOf(PartyKind kind, IReadOnlyDictionary<string, Party> parties) =>
        [.. parties.Values.Where(party => party.Kind == kind).Select(party => party.Code).Order(StringComparer.Ordinal)];
}
