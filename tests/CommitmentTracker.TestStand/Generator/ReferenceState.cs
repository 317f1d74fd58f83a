using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>What the reference data leaves: the last numbers that it took, and the codes to refer to.</summary>
internal sealed record ReferenceState
{
    private const string NumbersSql = """
        select
            (select max(commitment_id) from commitments) as LastCommitment,
            (select max(progress_update_id) from progress_updates) as LastProgressUpdate,
            (select max(change_id) from changes) as LastChange,
            (select max(public_seq) from changes) as LastPublicNumber
        """;

    private const string MemberStatesSql = "select party_code from member_states order by party_code";
    private const string InstrumentsSql = "select instrument_code from instruments order by instrument_code";
    private const string ThemesSql = "select theme_code from themes order by theme_code";

    public long LastCommitment { get; init; }
    public long LastProgressUpdate { get; init; }
    public long LastChange { get; init; }
    public long LastPublicNumber { get; init; }
    public IReadOnlyList<string> MemberStates { get; init; } = [];
    public IReadOnlyList<string> Instruments { get; init; } = [];
    public IReadOnlyList<string> Themes { get; init; } = [];

    public static ReferenceState Read(SqliteConnection connection) =>
        connection.QuerySingle<ReferenceState>(NumbersSql) with
        {
            MemberStates = [.. connection.Query<string>(MemberStatesSql)],
            Instruments = [.. connection.Query<string>(InstrumentsSql)],
            Themes = [.. connection.Query<string>(ThemesSql)],
        };
}
