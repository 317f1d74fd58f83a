using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Commitments.History;

internal sealed record ReadHistoryQuery
{
    /// <summary>How many changes a page holds at most.</summary>
    [FromQuery(Name = "limit")]
    public PageLimit? Limit { get; init; }

    /// <summary>Where the page begins: <c>page.next</c> of the one before it.</summary>
    [FromQuery(Name = "cursor")]
    public PageCursor? Cursor { get; init; }
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

    /// <summary>The version that the commitment had afterwards.</summary>
    /// <example>3</example>
    public required long Version { get; init; }

    /// <summary>Who did it. Only for those who keep the tracker.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Actor { get; init; }

    /// <summary>Why, where a reason was due.</summary>
    public required string? Reason { get; init; }

    /// <summary>The fields that changed.</summary>
    public required IReadOnlyList<HistoryField> Fields { get; init; }
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

internal sealed class ReadHistory : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/commitments/{code}/history", Handle)
            .IsOperation<ReadHistory>(Tags.Commitments)
            .OpenToReaders()
            .Answers<CommitmentHistory>()
            .Refuses(ErrorCode.NotFound, ErrorCode.InvalidCursor);

    /// <summary>Read who changed what, the latest change first</summary>
    /// <remarks>The public sees the changes that were made in public view, and no names.</remarks>
    /// <param name="code">The commitment's code.</param>
    private static async Task<IResult> Handle(
        string code,
        [AsParameters] ReadHistoryQuery query,
        HttpRequest request,
        Caller caller,
        Store store,
        CancellationToken cancellation
    )
    {
        var list = new HistoryList(code, caller.KeepsTheTracker);
        if (!list.TryStartAfter(query.Cursor?.Value))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var result = await store.ReadAsync(session => list.PageAsync(session, query.Limit?.Value ?? PageLimit.Default), cancellation);
        return result.Succeeded(out var history, out var refusal)
            ? Answer.Page(history, NextLink.For(request, history.Page.Next))
            : Answer.Refused(refusal);
    }
}
