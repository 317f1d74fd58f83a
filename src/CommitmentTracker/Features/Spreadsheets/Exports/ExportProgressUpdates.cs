using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportProgressUpdatesQuery
{
    /// <summary>Only updates in this state of review.</summary>
    [FromQuery(Name = "review")]
    public AnyOf<ReviewState>? Review { get; init; }

    /// <summary>Only updates of these parties.</summary>
    /// <example>VN</example>
    [FromQuery(Name = "party")]
    public CodeList? Party { get; init; }

    /// <summary>Only updates on these commitments.</summary>
    /// <example>HND-10</example>
    [FromQuery(Name = "commitment")]
    public CodeList? Commitment { get; init; }

    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [FromQuery(Name = "bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportProgressUpdates : IEndpoint
{
    private const string Sql = $"""
        select {ProgressUpdateRow.ColumnsOfU}
        from progress_updates u
        join commitments c on c.code = u.commitment_code
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/progress-updates.csv", Handle)
            .IsOperation<ExportProgressUpdates>(Tags.Spreadsheets)
            .OpenToReaders()
            .AnswersFile(isStreamed: true, CsvAnswer.MediaType);

    /// <summary>Export progress updates as CSV</summary>
    /// <remarks>
    /// In the order in which they were recorded. The public gets what is verified, a focal point also all of its own party's, the
    /// secretariat everything. <c>POST /imports</c> takes the file back, and records nothing twice.
    /// </remarks>
    private static CsvAnswer Handle([AsParameters] ExportProgressUpdatesQuery query, Caller caller, Store store, ReportingClock clock)
    {
        var rows = Batches.ReadAsync<ProgressUpdateRow>(
            store,
            (session, last) => ReadAsync(session, Selected(query, caller), last),
            ProgressUpdateSheet.Row
        );
        return new CsvAnswer(
            $"progress-updates-{Stored.Day(clock.Today)}.csv",
            query.WithMark?.Value ?? false,
            [.. ProgressUpdateSheet.Columns.Select(column => column.Name)],
            rows
        );
    }

    private static Conditions Selected(ExportProgressUpdatesQuery query, Caller caller) =>
        ProgressUpdateVisibility
            .Of(caller)
            .In("u.review", "reviews", query.Review?.Values ?? [])
            .In("u.party_code", "parties", query.Party?.Values ?? [])
            .In("u.commitment_code", "commitments", query.Commitment?.Values ?? []);

    private static Task<IReadOnlyList<ProgressUpdateRow>> ReadAsync(Session session, Conditions selected, ProgressUpdateRow? last)
    {
        if (last is not null)
        {
            selected.Add("u.progress_update_id > @last", "last", last.ProgressUpdateId);
        }

        selected.Values.Add("size", Batches.Size);
        return session.QueryAsync<ProgressUpdateRow>(
            $"{Sql}\n{selected.Where}\norder by u.progress_update_id\nlimit @size",
            selected.Values
        );
    }
}
