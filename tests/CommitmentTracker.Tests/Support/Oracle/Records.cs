using System.Text.Json.Nodes;
using CommitmentTracker.Api.Access;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.ProgressUpdates;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>
/// All that a database file holds at one moment, read past the service, each record by its own key: nothing of it was selected, put in an
/// order, added up or remembered by anyone.
/// </summary>
internal sealed class Records
{
    private readonly Dictionary<(Caller Caller, string AsOf), SeenRecords> seen = [];

    private Records() { }

    /// <summary>By code, drafts and archived ones too.</summary>
    public List<StoredCommitment> Commitments { get; } = [];

    /// <summary>In the order in which they were recorded.</summary>
    public required IReadOnlyList<ProgressUpdateRow> Updates { get; init; }

    /// <summary>What changed of commitments, in the order in which it did.</summary>
    public required IReadOnlyList<Step> Journal { get; init; }

    public required IReadOnlyDictionary<string, Party> Parties { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<Group>> Groups { get; init; }

    /// <summary>The number of the last change there is.</summary>
    public required long Last { get; init; }

    public static async Task<Records> ReadAsync(string path)
    {
        using var engine = TestEngine.Of(path);
        await using var view = await engine.BeginReadAsync(CancellationToken.None);
        var session = new Session(view.Connection, CancellationToken.None);
        var journal = await session.QueryAsync<Step>(
            "select commitment_code as code, at, fields_after as fields from changes where resource_type = 'commitment' order by change_id"
        );
        var records = new Records
        {
            Updates = await session.QueryAsync<ProgressUpdateRow>(
                $"select {ProgressUpdateRow.Columns} from progress_updates order by progress_update_id"
            ),
            Journal = journal,
            Parties = await CommitmentTracker.Data.Parties.LoadAsync(session),
            Groups = new Dictionary<string, IReadOnlyList<Group>>
            {
                ["memberState"] = await CommitmentTracker.Data.Groups.AllAsync(session, Grouping.MemberState),
                ["body"] = await CommitmentTracker.Data.Groups.AllAsync(session, Grouping.Body),
                ["instrument"] = await CommitmentTracker.Data.Groups.AllAsync(session, Grouping.Instrument),
                ["theme"] = await CommitmentTracker.Data.Groups.AllAsync(session, Grouping.Theme),
            },
            Last = await session.SingleAsync<long>("select coalesce(max(change_id), 0) from changes"),
        };
        foreach (var code in await session.QueryAsync<string>("select code from commitments order by code"))
        {
            records.Commitments.Add((await CommitmentReader.LoadAsync(session, code))!);
        }

        return records;
    }

    /// <summary>What a caller may see of them, as they stand on a day.</summary>
    public SeenRecords For(Caller caller, string asOf)
    {
        if (!seen.TryGetValue((caller, asOf), out var found))
        {
            seen[(caller, asOf)] = found = new SeenRecords(this, caller, asOf);
        }

        return found;
    }

    /// <summary>One change of a commitment: the fields that it changed, as they were after it.</summary>
    public sealed record Step
    {
        public string Code { get; init; } = "";
        public string At { get; init; } = "";
        public string Fields { get; init; } = "";

        public IEnumerable<KeyValuePair<string, JsonNode?>> After => JsonNode.Parse(Fields)!.AsObject();
    }
}
