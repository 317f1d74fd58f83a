using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

/// <summary>What the cells of a sheet may hold, as it is now.</summary>
internal sealed class AllowedLists
{
    private const string InstrumentsSql = "select instrument_code from instruments order by instrument_code";
    private const string ThemesSql = "select theme_code from themes order by theme_code";

    private static readonly IReadOnlyDictionary<AllowedValues, IReadOnlyList<string>> Fixed = new Dictionary<
        AllowedValues,
        IReadOnlyList<string>
    >
    {
        [AllowedValues.Kinds] = EnumCode.All<CommitmentKind>(),
        [AllowedValues.Scopes] = EnumCode.All<Scope>(),
        [AllowedValues.Publications] = EnumCode.All<Publication>(),
        [AllowedValues.Precisions] = EnumCode.All<DatePrecision>(),
        [AllowedValues.DeadlineBases] = EnumCode.All<DeadlineBasis>(),
        [AllowedValues.Statuses] = EnumCode.All<ReportedStatus>(),
        [AllowedValues.Healths] = EnumCode.All<Health>(),
        [AllowedValues.YesOrNo] = [ProgressUpdateSheet.Yes, ProgressUpdateSheet.No],
        [AllowedValues.Reviews] = [EnumCode.Of(ReviewState.Verified)],
    };

    private readonly Dictionary<AllowedValues, IReadOnlyList<string>> all;

    private AllowedLists(Dictionary<AllowedValues, IReadOnlyList<string>> all) => this.all = all;

    /// <summary>None where a column takes more than can be listed.</summary>
    public IReadOnlyList<string> Of(SheetColumn column) => all.GetValueOrDefault(column.Allowed, []);

    public string FirstOf(AllowedValues list, string otherwise) => all[list] is [var first, ..] ? first : otherwise;

    public static async Task<AllowedLists> LoadAsync(Session session) =>
        new(
            new Dictionary<AllowedValues, IReadOnlyList<string>>(Fixed)
            {
                [AllowedValues.Instruments] = await session.QueryAsync<string>(InstrumentsSql),
                [AllowedValues.Themes] = await session.QueryAsync<string>(ThemesSql),
                [AllowedValues.Parties] = [.. (await Parties.LoadAsync(session)).Keys.Order(StringComparer.Ordinal)],
            }
        );
}
