namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Reads a row as the body of a commitment, noting what cannot be read.</summary>
internal static class CommitmentCells
{
    private static readonly string[] DeadlineColumns = ["dueOn", "precision", "deadlineBasis", "deadlineSource"];

    public static CreateCommitmentRequest Read(ImportedLine row, IReadOnlyDictionary<string, Party> parties) =>
        new()
        {
            Code = row.Text("code"),
            Title = row.Text("title"),
            Description = row.TextOrNull("description"),
            Kind = row.Value<CommitmentKind>("kind"),
            Verb = row.TextOrNull("verb"),
            Scope = row.Value<Scope>("scope"),
            Instrument = row.Text("instrument"),
            AlsoUnder = row.Words("alsoUnder"),
            Theme = row.Text("theme"),
            Publication = row.ValueOrNull<Publication>("publication") ?? Publication.Draft,
            SupersededBy = row.TextOrNull("supersededBy"),
            Deadline = Deadline(row),
            Assignments =
            [
                .. Assignments(row, "leads", AssignmentRole.Lead, parties),
                .. Assignments(row, "supports", AssignmentRole.Support, parties),
            ],
            Sources =
            [
                .. row.Records("sources", CommitmentSheet.SourceParts, "document|fragment|grade|url").Select(each => Source(row, each)),
            ],
        };

    /// <summary>The milestones of the row, each with its number where it has one.</summary>
    public static IReadOnlyList<(int? Number, MilestoneBody Body)> Milestones(
        ImportedLine row,
        IReadOnlyDictionary<string, Party> parties
    ) =>
        [
            .. row.Records("milestones", CommitmentSheet.MilestoneParts, "number|title|dueOn|precision|party|reachedOn")
                .Select(parts => (Number(row, parts[0]), Milestone(row, parts, parties))),
        ];

    /// <summary>The column that a member of the body came from, as validators and the store name it.</summary>
    public static string ColumnOf(string member, CreateCommitmentRequest request) =>
        member.Split('.', '[')[0] switch
        {
            "deadline" when member == "deadline.basis" => "deadlineBasis",
            "deadline" when member == "deadline.source" => "deadlineSource",
            "deadline" => member["deadline.".Length..],
            "assignments" when IndexIn(member) is { } index && request.Assignments[index].Role == AssignmentRole.Support => "supports",
            "assignments" => "leads",
            var column => column,
        };

    private static DeadlineBody? Deadline(ImportedLine row) =>
        DeadlineColumns.All(column => row[column].Length == 0)
            ? null
            : new DeadlineBody
            {
                DueOn = row.DayOrNull("dueOn"),
                Precision = row.ValueOrNull<DatePrecision>("precision"),
                Basis = row.Value<DeadlineBasis>("deadlineBasis"),
                Source = row.TextOrNull("deadlineSource"),
            };

    private static IEnumerable<AssignmentBody> Assignments(
        ImportedLine row,
        string column,
        AssignmentRole role,
        IReadOnlyDictionary<string, Party> parties
    )
    {
        foreach (var word in row.Words(column))
        {
            if (word.Split(':') is not [var party, var basis])
            {
                row.Invalid(column, "must name each party with its basis and a space between, such as VN:stated TH:inferred");
            }
            else if (!parties.ContainsKey(party))
            {
                row.Fault(column, RowErrorCode.UnknownReference, UnknownParty.Fault(party, parties));
            }
            else if (row.Value<OwnershipBasis>(column, basis) is { } known)
            {
                yield return new AssignmentBody
                {
                    Party = party,
                    Role = role,
                    Basis = known,
                };
            }
        }
    }

    private static SourceResource Source(ImportedLine row, string[] parts) =>
        new()
        {
            Document = parts[0],
            Fragment = parts[1].Length == 0 ? null : parts[1],
            Grade = row.Value<SourceGrade>("sources", parts[2]) ?? default,
            Url = parts[3].Length == 0 ? null : parts[3],
        };

    private static MilestoneBody Milestone(ImportedLine row, string[] parts, IReadOnlyDictionary<string, Party> parties)
    {
        var party = string.IsNullOrWhiteSpace(parts[4]) ? null : parts[4].Trim();
        if (party is not null && !parties.ContainsKey(party))
        {
            row.Fault("milestones", RowErrorCode.UnknownReference, UnknownParty.Fault(party, parties));
        }

        return new MilestoneBody
        {
            Title = parts[1],
            DueOn = row.Day("milestones", parts[2]) ?? default,
            Precision = row.Value<DatePrecision>("milestones", parts[3]) ?? default,
            Party = party,
            ReachedOn = string.IsNullOrWhiteSpace(parts[5]) ? null : row.Day("milestones", parts[5]),
        };
    }

    private static int? Number(ImportedLine row, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (
            int.TryParse(
                text,
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return number;
        }

        row.Invalid("milestones", $"{ImportedLine.Quoted(text)} is not a number of a milestone");
        return null;
    }

    private static int? IndexIn(string member) =>
        member.Split('[', ']') is [_, var index, ..] ? int.Parse(index, CultureInfo.InvariantCulture) : null;
}
