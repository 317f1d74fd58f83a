using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Commitments;

/// <summary>The condition on whose a due date is.</summary>
internal static class DeadlineSql
{
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
}
