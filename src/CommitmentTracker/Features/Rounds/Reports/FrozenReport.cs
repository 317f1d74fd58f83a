using System.Text.Json;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Json;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>Reads a frozen report back, for what is rendered from it.</summary>
internal static class FrozenReport
{
    public static async Task<Result<RoundReport>> FindAsync(Session session, string code) =>
        (await RoundReports.FindAsync(session, code)).Succeeded(out var bytes, out var refusal) ? Parse(bytes) : refusal;

    public static RoundReport Parse(byte[] bytes) => JsonSerializer.Deserialize<RoundReport>(bytes, JsonSetup.Contract)!;
}
