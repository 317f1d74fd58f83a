using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportProgressUpdatesInput
{
    public ProgressUpdateFilters Filters { get; init; } = new();

    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [QueryParam, BindFrom("bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportProgressUpdates(Store store, ReportingClock clock) : Endpoint<ExportProgressUpdatesInput, Stream>
{
    private const string Sql = $"""
        select {ProgressUpdateRow.ColumnsOfU}
        from progress_updates u
        join commitments c on c.code = u.commitment_code
        """;

    public override void Configure()
    {
        Get("/progress-updates.csv");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, CsvAnswer.MediaType);
    }

    /// <summary>Export progress updates as CSV</summary>
    /// <remarks>
    /// In the order in which they were recorded. The public gets what is verified, a focal point also all of its own party's, the
    /// secretariat everything. <c>POST /imports</c> takes the file back, and records nothing twice.
    /// </remarks>
    public override async Task HandleAsync(ExportProgressUpdatesInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        var rows = Batches.ReadAsync<ProgressUpdateRow>(
            store,
            (session, last) => ReadAsync(session, Selected(input, caller), last),
            ProgressUpdateSheet.Row,
            cancellation
        );
        await Send.ResultAsync(
            new CsvAnswer(
                $"progress-updates-{Stored.Day(clock.Today)}.csv",
                input.WithMark?.Value ?? false,
                [.. ProgressUpdateSheet.Columns.Select(column => column.Name)],
                rows
            )
        );
    }

    private static Conditions Selected(ExportProgressUpdatesInput query, Caller caller) =>
        ProgressUpdateVisibility
            .Of(caller)
            .In("u.review", "reviews", query.Filters.Review?.Values ?? [])
            .In("u.party_code", "parties", query.Filters.Party?.Values ?? [])
            .In("u.commitment_code", "commitments", query.Filters.Commitment?.Values ?? []);

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
