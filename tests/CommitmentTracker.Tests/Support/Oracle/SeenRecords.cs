using System.Text.Json;
using System.Text.Json.Nodes;
using CommitmentTracker.Api.Access;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Features.Commitments;
using CommitmentTracker.Features.Commitments.Milestones;
using CommitmentTracker.Features.ProgressUpdates;
using CommitmentTracker.Json;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>Records as a caller may see them, each as it is answered alone on a day. All that is expected of lists and figures begins here.</summary>
internal sealed class SeenRecords
{
    private readonly Dictionary<string, JsonNode[]> milestones = [];

    public SeenRecords(Records records, Caller caller, string asOf)
    {
        (All, Caller, AsOf) = (records, caller, asOf);
        foreach (var stored in records.Commitments.Where(each => caller.KeepsTheTracker || each.Commitment.IsPublic))
        {
            Add(stored, Some.ReportingDay(asOf));
        }

        Updates = [.. records.Updates.Where(Sees).Select(row => Json(ProgressUpdateResource.From(row.ToUpdate(), caller)))];
    }

    public Records All { get; }

    public Caller Caller { get; }

    public string AsOf { get; }

    /// <summary>By code; of those who keep the tracker, archived ones too.</summary>
    public List<JsonNode> Commitments { get; } = [];

    /// <summary>In the order in which they were recorded.</summary>
    public IReadOnlyList<JsonNode> Updates { get; }

    public IReadOnlyList<JsonNode> MilestonesOf(JsonNode commitment) => milestones[(string)commitment["code"]!];

    public static IEnumerable<JsonNode> Owners(JsonNode commitment) => commitment["assignments"]!.AsArray().OfType<JsonNode>();

    public static IEnumerable<string> Instruments(JsonNode commitment) =>
        commitment["alsoUnder"]!.AsArray().Select(code => (string)code!).Append((string)commitment["instrument"]!["code"]!);

    private void Add(StoredCommitment stored, ReportingDay day)
    {
        var commitment = stored.Commitment;
        var title = All.Groups["instrument"].Single(group => group.Key == commitment.Instrument).Name;
        Commitments.Add(Json(CommitmentResource.From(stored, title, All.Parties, day)));
        milestones[commitment.Code] =
        [
            .. commitment.Milestones.Values.Select(step => Json(MilestoneResource.From(step, commitment.RollUp.Status, day))),
        ];
    }

    private bool Sees(ProgressUpdateRow row)
    {
        var publication = All.Commitments.Single(each => each.Commitment.Code == row.CommitmentCode).Commitment.Publication;
        return Caller.KeepsTheTracker
            ? publication != Publication.Archived
            : publication == Publication.Published && (row.Review == "verified" || row.PartyCode == Caller.ReportsFor);
    }

    private static JsonNode Json<T>(T resource) => JsonSerializer.SerializeToNode(resource, JsonSetup.Contract)!;
}
