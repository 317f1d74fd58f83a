using System.Diagnostics;
using System.Text.Json.Serialization;
using CommitmentTracker.Api.Logs;

namespace CommitmentTracker.Features.Changes;

internal sealed record FollowChangesInput
{
    /// <summary>Only changes after this one: <c>next</c> of the answer before. Without it, from the first change on.</summary>
    /// <example>42</example>
    [QueryParam]
    public SequenceNumber? Since { get; init; }

    /// <summary>How many changes an answer holds at most.</summary>
    [QueryParam]
    public PageLimit? Limit { get; init; }

    /// <summary>How many seconds to wait for a change when there is none, 0 to 30; 0 unless said. Then the answer is empty, or holds what came.</summary>
    /// <example>30</example>
    [QueryParam]
    public WaitSeconds? Wait { get; init; }
}

/// <summary>Changes in the order in which they were made.</summary>
internal sealed record ChangeFeed
{
    /// <summary>The changes.</summary>
    public required IReadOnlyList<FeedEntry> Items { get; init; }

    /// <summary>What to send as <c>since</c> to go on after these.</summary>
    /// <example>43</example>
    public required long Next { get; init; }

    /// <summary>Whether there are more changes already.</summary>
    public required bool More { get; init; }
}

/// <summary>One change: what was changed. How, the record's history says.</summary>
internal sealed record FeedEntry
{
    /// <summary>The change's number. Numbers grow by one, without a gap; public view, each party, secretariat and admins have each their own.</summary>
    /// <example>43</example>
    public required long Seq { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done.</summary>
    /// <example>progress_update_verified</example>
    public required ChangeType Type { get; init; }

    /// <summary>What was changed.</summary>
    public required ResourceReference Resource { get; init; }

    /// <summary>The version that it had afterwards.</summary>
    /// <example>3</example>
    public required long Version { get; init; }

    /// <summary>Whether it left your view with this change: archived, or for the public also withdrawn. Drop what you keep of it.</summary>
    public required bool Deleted { get; init; }

    /// <summary>The commitment that a progress update is of. Only of progress updates, for their party and those who keep the tracker.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Commitment { get; init; }

    /// <summary>Why a progress update was returned or voided. Only of progress updates, for their party and those who keep the tracker.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}

/// <summary>A record by its type and key.</summary>
internal sealed record ResourceReference
{
    /// <summary>What kind of record it is.</summary>
    /// <example>commitment</example>
    public required ResourceType Type { get; init; }

    /// <summary>Its code, or its id where it has no code.</summary>
    /// <example>HND-10</example>
    public required string Key { get; init; }
}

internal sealed class FollowChanges(Store store, CommitSignal signal, IHostApplicationLifetime service)
    : Endpoint<FollowChangesInput, ChangeFeed>
{
    private const string AtOnce = "0";
    private const string InAWhile = "5";

    public override void Configure()
    {
        Get("/changes");
        Definition.Under(Headings.Changes).OpenToReaders();
    }

    /// <summary>Follow what changes</summary>
    /// <remarks>
    /// Every change once and in order, whatever is written meanwhile: send the <c>next</c> of each answer as <c>since</c> of the next
    /// question. The public, readers and focal points hear nothing of drafts, nor of progress updates that are not verified; what leaves public
    /// view comes once more, with <c>deleted</c>. A focal point is also told what became of its own party's reports: submitted, returned,
    /// voided, and why. The secretariat is told of everything but keys, admins also of those. Each of these
    /// views counts for itself, so keep to one key, or start anew without <c>since</c>. With <c>wait</c> the answer is held back until
    /// something changes, so that nobody needs to ask again and again; <c>Retry-After</c> says after how many seconds to ask next.
    /// </remarks>
    public override async Task HandleAsync(FollowChangesInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(FollowChangesInput input, CancellationToken cancellation)
    {
        var view = FeedView.For(Caller.From(User).Sight);
        var since = input.Since?.Value ?? 0;
        var limit = input.Limit?.Value ?? PageLimit.Default;
        var wait = TimeSpan.FromSeconds(input.Wait?.Value ?? 0);
        // Who goes away waits no more, and a service that stops does not wait for those who wait.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation, service.ApplicationStopping);
        patience.CancelAfter(wait);
        while (true)
        {
            var committed = signal.Next;
            var result = await store.ReadAsync(session => FeedReader.ReadAsync(session, view, since, limit), cancellation);
            if (!result.Succeeded(out var feed, out var refusal))
            {
                return Answer.Refused(refusal);
            }

            if (feed.Items.Count > 0 || wait == TimeSpan.Zero || !await CommitsInTimeAsync(committed, HttpContext, patience.Token))
            {
                // After the read: a key that still holds now held when this was read.
                if (wait > TimeSpan.Zero && !await Recognition.StillHoldsAsync(HttpContext))
                {
                    return AccessAnswers.Challenge;
                }

                // Who waited may wait again: it is the waiting that keeps them from asking too often.
                var mayAskAtOnce = feed.More || (wait > TimeSpan.Zero && !service.ApplicationStopping.IsCancellationRequested);
                HttpContext.Response.Headers.RetryAfter = mayAskAtOnce ? AtOnce : InAWhile;
                return Answer.Ok(feed);
            }
        }
    }

    private static async Task<bool> CommitsInTimeAsync(Task committed, HttpContext context, CancellationToken patience)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await committed.WaitAsync(patience);
            return true;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            HeldBack.Note(context, Stopwatch.GetElapsedTime(began));
        }
    }
}
