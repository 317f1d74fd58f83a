using CommitmentTracker.Features.Spreadsheets.Exports;

namespace CommitmentTracker.Features.Pages;

/// <summary>The table behind the list of commitments, as a file: what the API exports, for who is signed in here.</summary>
internal static class CommitmentTable
{
    public const string Route = "/commitments.csv";

    public static async Task SendAsync(HttpContext http)
    {
        if (!Rights.MayRead(http))
        {
            await AccessAnswers.ChallengeAsync(http);
            return;
        }

        var state = await http.RequestServices.GetRequiredService<LiveState>().CurrentAsync(http.RequestAborted);
        var request = new PageRequest(http, state);
        var answer = (await request.QueryAsync<ExportCommitmentsInput>()).Succeeded(out var query, out var refusal)
            // With the mark by which Excel tells UTF-8: whoever asks here opens it there.
            ? ExportCommitments.Of(state, request.Clock, query.Filters, request.Caller).AsCsv(query.WithMark?.Value ?? true)
            : Answer.Refused(refusal);
        await answer.ExecuteAsync(http);
    }
}
