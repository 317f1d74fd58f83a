namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Makes a commitment of a row, by the rules that hold for the bodies of the API.</summary>
internal sealed class CommitmentRules(IValidator<CreateCommitmentRequest> commitments, IValidator<MilestoneBody> milestones)
{
    private const int LastMilestoneNumber = 1_000_000;

    private static readonly InlineValidator<string> Reason = [];

    static CommitmentRules() => Reason.RuleFor(reason => reason).Line(Deadline.ReasonMaxLength);

    /// <summary>The commitment as the row says it; null, with what is wrong noted, when it cannot be that.</summary>
    public async Task<Commitment?> ReadAsync(
        Session session,
        ImportedLine row,
        IReadOnlyDictionary<string, Party> parties,
        Commitment? stored,
        IReadOnlyDictionary<string, string>? cells
    )
    {
        var request = CommitmentCells.Read(row, parties);
        var result = commitments.Validate(request);
        if (stored is not null)
        {
            // What is there may be archived, as by a PATCH.
            result.Errors.RemoveAll(fault => fault.PropertyName == "publication");
        }

        // That there is no due date, where it only could not be read.
        result.Errors.RemoveAll(fault => row.HasFault("dueOn") && CommitmentCells.ColumnOf(fault.PropertyName, request) == "precision");
        row.Invalid(result, member => CommitmentCells.ColumnOf(member, request));
        if (request.SupersededBy == request.Code)
        {
            row.Invalid("supersededBy", "must name another commitment");
        }

        var steps = Milestones(row, stored, parties);
        if (row.IsFaulty)
        {
            return null;
        }

        var made = request.ToCommitment();
        if (stored is null)
        {
            return made with { Milestones = steps, NextMilestoneNumber = NextAfter(steps, 1) };
        }

        CheckReason(row, stored, made);
        return made with
        {
            // A cell that says what is stored changes nothing, though the cell be empty and the text an empty one.
            Description = row["description"] == cells!["description"] ? stored.Description : made.Description,
            Sources = row["sources"] == cells["sources"] ? stored.Sources : made.Sources,
            Assignments = await AssignmentsAsync(session, stored, made),
            Milestones = steps,
            NextMilestoneNumber = NextAfter(steps, stored.NextMilestoneNumber),
        };
    }

    /// <summary>The column that the store means when it refuses.</summary>
    public static string ColumnOfField(string field) =>
        field switch
        {
            "assignments.party" => "leads",
            "milestones.party" => "milestones",
            _ => field,
        };

    private static void CheckReason(ImportedLine row, Commitment stored, Commitment made)
    {
        if (stored.Deadline == made.Deadline)
        {
            return;
        }

        if (row["deadlineReason"].Length == 0)
        {
            row.Invalid("deadlineReason", "must say why, because the row changes the deadline");
        }

        row.Invalid(Reason.Validate(row["deadlineReason"]), _ => "deadlineReason");
    }

    /// <summary>What a party has reported stays with it, and counts again where it is assigned anew.</summary>
    private static async Task<ImmutableSortedDictionary<string, Assignment>> AssignmentsAsync(
        Session session,
        Commitment stored,
        Commitment made
    )
    {
        var assignments = made.Assignments;
        foreach (var assignment in made.Assignments.Values)
        {
            var report = stored.Assignments.TryGetValue(assignment.Party, out var was)
                ? was.Report
                : Report.From(await VerifiedUpdates.OfAsync(session, stored.Code, assignment.Party));
            assignments = assignments.SetItem(assignment.Party, assignment with { Report = report });
        }

        return assignments;
    }

    private ImmutableSortedDictionary<int, Milestone> Milestones(
        ImportedLine row,
        Commitment? stored,
        IReadOnlyDictionary<string, Party> parties
    )
    {
        var read = CommitmentCells.Milestones(row, parties);
        var numbered = ImmutableSortedDictionary.CreateBuilder<int, Milestone>();
        var next = Math.Max(stored?.NextMilestoneNumber ?? 1, Math.Min(read.Max(each => each.Number) ?? 0, LastMilestoneNumber) + 1);
        foreach (var (given, body) in read)
        {
            var number = given ?? next++;
            row.Invalid(milestones.Validate(body), _ => "milestones", $"milestone {number}: ");
            if (numbered.ContainsKey(number))
            {
                row.Invalid("milestones", $"number {number} stands there twice");
            }
            else if (number is < 1 or > LastMilestoneNumber)
            {
                row.Invalid("milestones", $"a number must be from 1 to {LastMilestoneNumber}; leave it out for a new milestone");
            }
            else if (stored is not null && number < stored.NextMilestoneNumber && !stored.Milestones.ContainsKey(number))
            {
                row.Invalid("milestones", $"number {number} was deleted and is never given again: leave it out for a new milestone");
            }
            else
            {
                numbered.Add(number, body.ToMilestone(number));
            }
        }

        if (read.Count > Milestone.MaxPerCommitment)
        {
            row.Fault("milestones", RowErrorCode.RuleBroken, $"A commitment has at most {Milestone.MaxPerCommitment} milestones.");
        }

        return numbered.ToImmutable();
    }

    private static int NextAfter(ImmutableSortedDictionary<int, Milestone> milestones, int least) =>
        milestones.IsEmpty ? least : Math.Max(least, milestones.Keys.Max() + 1);
}
