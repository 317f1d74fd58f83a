namespace Tracker;

/// <summary>A client as a user of the API would write it in C#: compiled against what NSwag makes of openapi.yaml, never run.</summary>
internal static class Reading
{
    /// <summary>What a commitment says, or null where there is none; any other problem is thrown.</summary>
    public static async Task<string?> StandingAsync(TrackerClient tracker, string code)
    {
        try
        {
            var commitment = await tracker.ReadCommitmentAsync(code, asOf: null, if_None_Match: null);
            var owners = commitment.Assignments.Select(each =>
                $"{each.Party} ({each.Role}): {each.Status}, {each.Health?.ToString() ?? "no health"}"
            );
            return $"{commitment.Title}, due {commitment.Deadline.DueOn:d}: {string.Join("; ", owners)}";
        }
        catch (ApiException<Problem> refused) when (refused.Result.Code == ErrorCode.Not_found)
        {
            return null;
        }
    }

    public static async Task<string> CreateAsync(TrackerClient tracker, string code)
    {
        var created = await tracker.CreateCommitmentAsync(
            idempotency_Key: Guid.NewGuid().ToString(),
            new CreateCommitmentRequest
            {
                Code = code,
                Title = "A new commitment",
                Kind = CommitmentKind.Commitment,
                Scope = Scope.Regional,
                Instrument = "HANOI-2026",
                Theme = "online_scams",
                Assignments =
                [
                    new AssignmentBody
                    {
                        Party = "VN",
                        Role = AssignmentRole.Lead,
                        Basis = OwnershipBasis.Stated,
                    },
                ],
            }
        );
        return created.Code;
    }
}
