namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportAssignmentsInput
{
    public DueFilters Filters { get; init; } = new();

    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [QueryParam, BindFrom("bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportAssignments(LiveState live, ReportingClock clock) : Endpoint<ExportAssignmentsInput, Stream>
{
    private static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new("commitment"),
        new("title"),
        new("instrument"),
        new("theme"),
        new("party"),
        new("name"),
        new("partyKind"),
        new("role"),
        new("basis"),
        new("status"),
        new("percent") { Kind = CellKind.Number },
        new("health"),
        new("healthReason"),
        new("dueOn") { Kind = CellKind.Day },
        new("precision"),
        new("deadlineState"),
        new("lastReportedOn") { Kind = CellKind.Day },
        new("completedOn") { Kind = CellKind.Day },
        new("freshness"),
        new("asOf") { Kind = CellKind.Day },
    ];

    public override void Configure()
    {
        Get("/assignments.csv");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, SheetFile.Csv);
    }

    /// <summary>Export assignments as CSV</summary>
    /// <remarks>
    /// One row a party and commitment, by commitment and party, each with its own status, health, deadline state and freshness. Filters on
    /// parties, roles, statuses, health, deadline states and freshness are asked of the assignment, the others of its commitment.
    /// The whole file is of one state of the data, as it was when the request came.
    /// </remarks>
    public override async Task HandleAsync(ExportAssignmentsInput input, CancellationToken cancellation)
    {
        var file = Of(await live.CurrentAsync(cancellation), clock, input.Filters, Caller.From(User));
        await Send.ResultAsync(file.AsCsv(input.WithMark?.Value ?? false));
    }

    /// <summary>The assignments on commitments that a caller may see, by commitment and party.</summary>
    public static ExportFile Of(TrackerState state, ReportingClock clock, DueFilters filters, Caller caller)
    {
        var day = clock.On(filters.AsOf?.Value);
        var selected = new Selected(filters.SelectionFor(caller, day), day);
        var rows = state.Commitments.Values.SelectMany(selected.Assignments).Select(each => Row(each, state.References, day));
        return new ExportFile("assignments", Stored.Day(clock.Today), Columns, rows.ToAsyncEnumerable());
    }

    private static IReadOnlyList<string> Row(TrackedAssignment each, References references, ReportingDay day)
    {
        var (commitment, assignment, party) = (each.Of.Commitment, each.Assignment, references.Parties[each.Assignment.Party]);
        var stands = StandingView.Of(assignment, commitment, day);
        return
        [
            commitment.Code,
            commitment.Title,
            commitment.Instrument,
            commitment.Theme,
            party.Code,
            party.Name,
            EnumCode.Of(party.Kind),
            EnumCode.Of(assignment.Role),
            EnumCode.Of(assignment.Basis),
            EnumCode.Of(stands.Status),
            assignment.Report?.Percent is { } percent ? Stored.Number(percent) : "",
            EnumCode.Of(assignment.Report?.Health) ?? "",
            assignment.Report?.HealthReason ?? "",
            Stored.Day(commitment.Deadline.DueOn) ?? "",
            EnumCode.Of(commitment.Deadline.Precision) ?? "",
            EnumCode.Of(stands.DeadlineState),
            Stored.Day(assignment.Report?.AsOf) ?? "",
            Stored.Day(stands.CompletedOn) ?? "",
            EnumCode.Of(stands.Freshness),
            Stored.Day(day.Today),
        ];
    }
}

internal sealed record ExportAssignmentsAsXlsxInput
{
    public DueFilters Filters { get; init; } = new();
}

internal sealed class ExportAssignmentsAsXlsx(LiveState live, ReportingClock clock) : Endpoint<ExportAssignmentsAsXlsxInput, Stream>
{
    public override void Configure()
    {
        Get("/assignments.xlsx");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, SheetFile.Xlsx);
    }

    /// <summary>Export assignments as XLSX</summary>
    /// <remarks>
    /// The rows and columns of <c>/assignments.csv</c> in a workbook of one sheet, whose header stays in sight. Dates and percentages are
    /// dates and numbers of the spreadsheet, everything else is text.
    /// </remarks>
    public override async Task HandleAsync(ExportAssignmentsAsXlsxInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            ExportAssignments.Of(await live.CurrentAsync(cancellation), clock, input.Filters, Caller.From(User)).AsXlsx()
        );
}
