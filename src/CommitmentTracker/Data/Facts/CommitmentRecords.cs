namespace CommitmentTracker.Data.Facts;

/// <summary>The commitments, through the one way by which commitments come to be and change.</summary>
internal sealed class CommitmentRecords : IReferenceRecords<Commitment>
{
    public static readonly CommitmentRecords All = new();

    public ResourceType Type => ResourceType.Commitment;

    public IReadOnlyList<string[]> Together => [];

    public SortedDictionary<string, JsonNode?> FieldsOf(Commitment record) => CommitmentFacts.Of(record);

    public async Task<PresentRecord?> FindAsync(Session session, string code) =>
        await CommitmentReader.LoadAsync(session, code) is { } stored
            ? new PresentRecord(FieldsOf(stored.Commitment), stored.Version, stored.Commitment.Publication == Publication.Archived)
            : null;

    public async Task CreateAsync(WriteSession session, string code, Commitment record) =>
        Check(await CommitmentWriter.CreateAsync(session, record, Note(ChangeType.CommitmentCreated)), code);

    public async Task ChangeAsync(WriteSession session, string code, PresentRecord present, SortedDictionary<string, JsonNode?> changes)
    {
        var stored = (await CommitmentReader.LoadAsync(session, code))!;
        var after = CommitmentFacts.With(stored.Commitment, changes);
        foreach (var party in after.Assignments.Keys.Except(stored.Commitment.Assignments.Keys))
        {
            // What the party reported under an earlier assignment counts again.
            var report = Report.From(await VerifiedUpdates.OfAsync(session, code, party));
            after = after with { Assignments = after.Assignments.SetItem(party, after.Assignments[party] with { Report = report }) };
        }

        Check(await CommitmentWriter.SaveAsync(session, stored, after, Note(ChangeType.ReferenceDataLoaded)), code);
    }

    private static ChangeNote Note(ChangeType type) => new(ReferenceDataLoader.Actor, type);

    private static void Check(Result<StoredCommitment> result, string code)
    {
        if (!result.Succeeded(out _, out var refusal))
        {
            var faults = refusal.Errors?.SelectMany(field => field.Value) ?? [refusal.Detail];
            throw new StartException($"The reference data cannot be loaded: commitment {code}: {string.Join(" ", faults)}");
        }
    }
}

/// <summary>The fields of a commitment that files speak of: not who sees it, and nothing that parties report.</summary>
internal static class CommitmentFacts
{
    private const string AssignmentsPath = "assignments/";

    private static readonly string[] OwnFields =
    [
        "title",
        "description",
        "kind",
        "verb",
        "scope",
        "instrument",
        "alsoUnder",
        "theme",
        "sources",
        "deadline",
    ];

    public static SortedDictionary<string, JsonNode?> Of(Commitment commitment)
    {
        var facts = CommitmentFields.Of(commitment).Where(field => OwnFields.Contains(field.Key));
        var shares = commitment.Assignments.Values.Select(each => KeyValuePair.Create(AssignmentsPath + each.Party, Share.Of(each)));
        return FieldMerge.With([], facts.Concat(shares));
    }

    public static Commitment With(Commitment commitment, SortedDictionary<string, JsonNode?> fields)
    {
        var result = fields.Aggregate(commitment, (before, field) => With(before, field.Key, field.Value));
        // People may have moved the commitment into the instrument that the file now names beside it.
        return result with { AlsoUnder = result.AlsoUnder.Remove(result.Instrument) };
    }

    private static Commitment With(Commitment commitment, string field, JsonNode? value) =>
        field switch
        {
            "title" => commitment with { Title = Text(value) },
            "description" => commitment with { Description = (string?)value },
            "kind" => commitment with { Kind = Stored.Value<CommitmentKind>(value!) },
            "verb" => commitment with { Verb = (string?)value },
            "scope" => commitment with { Scope = Stored.Value<Scope>(value!) },
            "instrument" => commitment with { Instrument = Text(value) },
            "alsoUnder" => commitment with { AlsoUnder = List<string>(value).ToImmutableSortedSet(StringComparer.Ordinal) },
            "theme" => commitment with { Theme = Text(value) },
            "sources" => commitment with { Sources = [.. List<Source>(value)] },
            "deadline" => commitment with { Deadline = value is null ? Deadline.None : Stored.Value<Deadline>(value) },
            _ => commitment with
            {
                Assignments = With(commitment.Assignments, field[AssignmentsPath.Length..], Stored.Value<Share>(value!)),
            },
        };

    private static ImmutableSortedDictionary<string, Assignment> With(
        ImmutableSortedDictionary<string, Assignment> assignments,
        string party,
        Share share
    )
    {
        var present = assignments.GetValueOrDefault(party) ?? new Assignment(party, share.Role, share.Basis);
        return assignments.SetItem(party, present with { Role = share.Role, Basis = share.Basis });
    }

    private static string Text(JsonNode? value) => (string)value!;

    private static List<TItem> List<TItem>(JsonNode? value) => value is null ? [] : Stored.Value<List<TItem>>(value);

    /// <summary>What a file says of an assignment.</summary>
    private sealed record Share(AssignmentRole Role, OwnershipBasis Basis)
    {
        public static JsonNode? Of(Assignment assignment) => Stored.Node(new Share(assignment.Role, assignment.Basis));
    }
}
