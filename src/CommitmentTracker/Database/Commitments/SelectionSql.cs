using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Commitments;

/// <summary>The conditions that a selection stands for.</summary>
internal static class SelectionSql
{
    /// <summary>On the commitments <c>c</c>.</summary>
    public static Conditions For(CommitmentSelection selection, ReportingDay day)
    {
        var conditions = RecordSql.For(selection);
        conditions.In("c.status", "statuses", selection.Statuses);
        conditions.In("c.health", "healths", selection.Healths);
        Owners(conditions, selection);
        DerivedSql.DeadlineStates(conditions, "c.status", "c.due_on", "c.completed_on", selection.DeadlineStates, day);
        if (selection.IsOpenOnly)
        {
            DerivedSql.OpenOnly(conditions, "c.status", "c.due_on");
        }

        DerivedSql.Freshnesses(conditions, "c.status", "c.last_reported_on", selection.Freshnesses, day);
        return conditions;
    }

    /// <summary>On the assignments <c>a</c> of the commitments <c>c</c>: what an assignment has of its own is asked of it, the rest of its commitment.</summary>
    public static Conditions ForAssignments(CommitmentSelection selection, ReportingDay day)
    {
        var conditions = RecordSql.For(selection);
        conditions.In("a.party_code", "parties", selection.Parties);
        conditions.In("a.party_code", "memberStates", selection.MemberStates);
        conditions.In("a.role", "roles", selection.Roles);
        conditions.In(DerivedSql.AssignmentStatus, "statuses", selection.Statuses);
        conditions.In("a.health", "healths", selection.Healths);
        DerivedSql.DeadlineStates(conditions, DerivedSql.AssignmentStatus, "c.due_on", "a.completed_on", selection.DeadlineStates, day);
        if (selection.IsOpenOnly)
        {
            DerivedSql.OpenOnly(conditions, DerivedSql.AssignmentStatus, "c.due_on");
        }

        DerivedSql.Freshnesses(conditions, DerivedSql.AssignmentStatus, "a.reported_on", selection.Freshnesses, day);
        return conditions;
    }

    private static void Owners(Conditions conditions, CommitmentSelection selection)
    {
        Owned(conditions, "parties", selection.Parties, selection.Roles);
        Owned(conditions, "memberStates", selection.MemberStates, selection.Roles);
        if (selection is { Parties: [], MemberStates: [], Roles: { Count: > 0 } roles })
        {
            conditions.Add(
                "c.code in (select a.commitment_code from assignments a where a.role in @roles)",
                "roles",
                roles.Select(EnumCode.Of)
            );
        }
    }

    private static void Owned(Conditions conditions, string name, IReadOnlyList<string> parties, IReadOnlyList<AssignmentRole> roles)
    {
        if (parties.Count > 0)
        {
            var owned = new Conditions().In("a.party_code", name, parties).In("a.role", name + "Roles", roles);
            conditions.Values.AddDynamicParams(owned.Values);
            conditions.Add($"c.code in (select a.commitment_code from assignments a {owned.Where})");
        }
    }
}
