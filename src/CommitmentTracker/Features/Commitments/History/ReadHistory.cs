using System.Text.Json.Serialization;

namespace CommitmentTracker.Features.Commitments.History;

internal sealed record ReadHistoryInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public PageQuery Page { get; init; } = new();
}

/// <summary>The changes of a commitment, the latest first.</summary>
internal sealed record CommitmentHistory
{
    /// <summary>The changes of this page.</summary>
    public required IReadOnlyList<HistoryEntry> Items { get; init; }

    /// <summary>Where the page stands.</summary>
    public required Page Page { get; init; }
}

/// <summary>One change: when, what, and each field before and after.</summary>
internal sealed record HistoryEntry
{
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done.</summary>
    /// <example>deadline_changed</example>
    public required ChangeType Type { get; init; }

    /// <summary>The version that the commitment had afterwards. Of a report that was submitted, returned or voided, the one that it had then.</summary>
    /// <example>3</example>
    public required long Version { get; init; }

    /// <summary>Who did it. Only for those who keep the tracker.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Actor { get; init; }

    /// <summary>Why, where a reason was due.</summary>
    public required string? Reason { get; init; }

    /// <summary>The fields that changed.</summary>
    public required IReadOnlyList<HistoryField> Fields { get; init; }

    public static HistoryEntry From(PastChangeOfCommitment change, bool keepsTheTracker)
    {
        var wasSeen = keepsTheTracker || change.WasPublic;
        return new HistoryEntry
        {
            At = change.At,
            Type = change.Type,
            Version = change.Version,
            Actor = keepsTheTracker ? change.Actor : null,
            Reason = keepsTheTracker || IsReasonOpen(change) ? change.Reason : null,
            Fields =
            [
                .. change.After.Select(field => new HistoryField
                {
                    Field = field.Key,
                    // What it said before the public could see it is nobody's business but the secretariat's.
                    Before = wasSeen ? change.Before.GetValueOrDefault(field.Key) : null,
                    After = field.Value,
                }),
            ],
        };
    }

    /// <summary>Why a report was voided is between its party and those who keep the tracker.</summary>
    private static bool IsReasonOpen(PastChangeOfCommitment change) =>
        change.Resource == ResourceType.ProgressUpdate || (change.WasPublic && change.Type != ChangeType.ProgressUpdateVoided);
}

/// <summary>One field of a change.</summary>
internal sealed record HistoryField
{
    /// <summary>The field; of an assignment or a milestone with the way there.</summary>
    /// <example>assignments/VN/status</example>
    public required string Field { get; init; }

    /// <summary>Its value before; null when there was none.</summary>
    public required JsonNode? Before { get; init; }

    /// <summary>Its value afterwards; null when there is none.</summary>
    public required JsonNode? After { get; init; }
}

internal sealed class ReadHistory(Store store) : Endpoint<ReadHistoryInput, CommitmentHistory>
{
    public override void Configure()
    {
        Get("/commitments/{code}/history");
        Definition.Under(Headings.Commitments).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.InvalidCursor);
    }

    /// <summary>Read who changed what, the latest change first</summary>
    /// <remarks>
    /// The public sees the changes that were made in public view, and no names. A focal point also sees what became of its own party's
    /// reports: submitted, returned, voided, and why. These move no version, and stand behind the one that the commitment had then.
    /// </remarks>
    public override async Task HandleAsync(ReadHistoryInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ReadHistoryInput input, CancellationToken cancellation)
    {
        var list = new HistoryList(input.Code, Caller.From(User));
        if (!list.TryStartAfter(input.Page.Cursor?.Value))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var result = await store.ReadAsync(session => list.PageAsync(session, input.Page.Size), cancellation);
        return result.Succeeded(out var history, out var refusal)
            ? Answer.Page(history, NextLink.For(HttpContext.Request, history.Page.Next))
            : Answer.Refused(refusal);
    }
}

/// <summary>One page of a commitment's journal, as far as the caller may see it.</summary>
internal sealed class HistoryList(string code, Caller caller)
{
    private (long Version, long Place)? before;

    public bool TryStartAfter(string? cursor)
    {
        if (cursor is null)
        {
            return true;
        }

        if (
            Cursor.Decode(cursor, code, 2) is not { After: [var versionText, var placeText] }
            || !long.TryParse(versionText, out var version)
            || !long.TryParse(placeText, out var place)
        )
        {
            return false;
        }

        before = (version, place);
        return true;
    }

    public async Task<Result<CommitmentHistory>> PageAsync(Session session, int limit)
    {
        var visible = await CommitmentReader.LoadAsync(session, code);
        if (visible is null || !(caller.KeepsTheTracker || visible.Commitment.IsPublic))
        {
            return Visibility.NotFound(code);
        }

        var (changes, total) = await CommitmentJournal.PageAsync(session, code, caller.Sight, before, limit);
        var page = changes.Take(limit).ToList();
        return new CommitmentHistory
        {
            Items = [.. page.Select(change => HistoryEntry.From(change, caller.KeepsTheTracker))],
            Page = new Page
            {
                Limit = limit,
                Total = total,
                Next =
                    changes.Count > limit
                        ? new Cursor(code, [Stored.Number(page[^1].Version), Stored.Number(page[^1].Place)]).Encode()
                        : null,
            },
        };
    }
}
