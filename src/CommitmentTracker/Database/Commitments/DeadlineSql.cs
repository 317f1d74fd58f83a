using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Commitments;

/// <summary>The conditions on what has a due date: commitments, and their milestones.</summary>
internal static class DeadlineSql
{
    /// <summary>On the commitments <c>c</c> themselves.</summary>
    public static Conditions ForCommitments(CommitmentSelection selection, ReportingDay day) =>
        SelectionSql.For(selection, day).Add("c.due_on is not null");

    /// <summary>On the milestones <c>m</c> of the commitments <c>c</c>: due date and state are asked of them, the rest of the commitment.</summary>
    public static Conditions ForMilestones(CommitmentSelection selection, ReportingDay day)
    {
        var ofCommitment = selection with
        {
            Parties = [],
            Roles = [],
            DueFrom = null,
            DueTo = null,
            DeadlineStates = [],
            IsOpenOnly = false,
        };
        var conditions = SelectionSql.For(ofCommitment, day);
        Owed(conditions, "m.party_code", selection.Parties, selection.Roles);
        Days(conditions, selection);
        if (selection.IsOpenOnly)
        {
            DerivedSql.OpenOnly(conditions, DerivedSql.MilestoneStatus, "m.due_on");
        }

        DerivedSql.DeadlineStates(conditions, DerivedSql.MilestoneStatus, "m.due_on", "m.reached_on", selection.DeadlineStates, day);
        return conditions;
    }

    /// <summary>
    /// What stands in <paramref name="owner"/> is that party's; where nothing does it is everyone's who is assigned to the commitment. With
    /// a role it is a party's only where that party has the role in the commitment.
    /// </summary>
    public static void Owed(Conditions conditions, string owner, IReadOnlyList<string> parties, IReadOnlyList<AssignmentRole> roles)
    {
        if (parties.Count == 0 && roles.Count == 0)
        {
            return;
        }

        var assigned = new Conditions().In("a.party_code", "owedBy", parties).In("a.role", "owedAs", roles);
        conditions.Values.AddDynamicParams(assigned.Values);
        var isOfAll = $"{owner} is null and c.code in (select a.commitment_code from assignments a {assigned.Where})";
        var isTheirs =
            roles.Count == 0
                ? $"{owner} in @owners"
                : $"exists (select 1 from assignments a {assigned.Where} and a.commitment_code = c.code and a.party_code = {owner})";
        conditions.Add($"({isOfAll} or {isTheirs})", "owners", parties);
    }

    private static void Days(Conditions conditions, CommitmentSelection selection)
    {
        if ((selection.DueFrom ?? selection.DueTo) is not null)
        {
            conditions.Values.Add("dueFrom", Stored.Day(selection.DueFrom ?? DateOnly.MinValue));
            conditions.Values.Add("dueTo", Stored.Day(selection.DueTo ?? DateOnly.MaxValue));
            conditions.Add("m.due_on between @dueFrom and @dueTo");
        }
    }
}
