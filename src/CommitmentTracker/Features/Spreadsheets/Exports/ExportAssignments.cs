using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Spreadsheets;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportAssignmentsInput
{
    public DueFilters Filters { get; init; } = new();

    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [QueryParam, BindFrom("bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportAssignments(Store store, ReportingClock clock) : Endpoint<ExportAssignmentsInput, Stream>
{
    public override void Configure()
    {
        Get("/assignments.csv");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, SheetFile.Csv);
    }

    /// <summary>Export assignments as CSV</summary>
    /// <remarks>
    /// One row a party and commitment, by commitment and party, each with its own status, health, deadline state and freshness. Filters on
    /// parties, roles, statuses, health, deadline states and freshness are asked of the assignment, the others of its commitment.
    /// </remarks>
    public override Task HandleAsync(ExportAssignmentsInput input, CancellationToken cancellation) =>
        Send.ResultAsync(
            new CsvAnswer(
                ExportedAssignments.Of(store, clock, input.Filters, Caller.From(User), cancellation),
                input.WithMark?.Value ?? false
            )
        );
}
