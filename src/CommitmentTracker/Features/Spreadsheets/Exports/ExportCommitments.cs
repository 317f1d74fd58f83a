using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportCommitmentsQuery : CommitmentFilters
{
    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [FromQuery(Name = "bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportCommitments : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/commitments.csv", Handle)
            .IsOperation<ExportCommitments>(Tags.Spreadsheets)
            .OpenToReaders()
            .AnswersFile(isStreamed: true, CsvAnswer.MediaType);

    /// <summary>Export commitments as CSV</summary>
    /// <remarks>
    /// The selection that the same filters list, by code; UTF-8, lines end with CR LF. <c>POST /imports</c> takes the file back as it is.
    /// A cell that a spreadsheet could take for a formula begins with an apostrophe, which the import takes off again. The file is sent as
    /// it is read: each row is consistent in itself, and a commitment changed meanwhile is in it as before or as after the change.
    /// </remarks>
    private static CsvAnswer Handle([AsParameters] ExportCommitmentsQuery query, Caller caller, Store store, ReportingClock clock)
    {
        var day = clock.On(query.AsOf?.Value);
        var selection = query.SelectionFor(caller);
        var rows = Batches.ReadAsync<StoredCommitment>(
            store,
            (session, last) => CommitmentBatch.ReadAsync(session, SelectionSql.For(selection, day), last?.Commitment.Code, Batches.Size),
            each => CommitmentSheet.Row(each.Commitment)
        );
        return new CsvAnswer(
            $"commitments-{Stored.Day(clock.Today)}.csv",
            query.WithMark?.Value ?? false,
            [.. CommitmentSheet.Columns.Select(column => column.Name)],
            rows
        );
    }
}
