namespace CommitmentTracker.Features.Summaries;

internal sealed record ReadMatrixInput
{
    public CommitmentFilters Filters { get; init; } = new();
}

internal sealed class ReadMatrix(LiveState live, ReportingClock clock) : Endpoint<ReadMatrixInput, Matrix>
{
    private static readonly Order<TrackedCommitment> ByCode = new(new OrderKey<TrackedCommitment>(each => each.Code));

    public override void Configure()
    {
        Get("/summary/matrix");
        Definition.Under(Headings.Summaries).OpenToReaders();
    }

    /// <summary>Read commitments by member states, whole</summary>
    /// <remarks>
    /// One row a commitment, one column a member state, all in one answer. The rows are what the list of commitments holds for the same
    /// filters with <c>kind=commitment</c>: only published records of that kind, whoever asks. The columns are the member states, or those
    /// that <c>memberState</c> names; bodies have none. Where a member state has no cell, the commitment is not assigned to it. The
    /// cells of a superseded commitment are <c>superseded</c>, and their deadlines closed.
    /// </remarks>
    public override async Task HandleAsync(ReadMatrixInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Filters.AsOf?.Value);
        var selection = input.Filters.SelectionFor(Caller.From(User));
        var digest = Cursor.DigestOf(HttpContext.Request.Query);
        var view = ViewOf(live, selection, day, digest);
        var rows = view.Slice(await live.CurrentAsync(cancellation), null, int.MaxValue);
        var columns = ColumnsOf(selection, rows.State.References);
        var (views, key, mark) = (live.Views, view.Key, rows.Mark);
        await Send.ResultAsync(
            Answer.Live(
                Json(rows, columns, selection.MemberStates.Count == 0, day),
                new CacheDependency(
                    rows.State,
                    now => views.Find<SortedView<TrackedCommitment>>(key) is { } still && mark.IsOf(still.Slice(now, null, int.MaxValue))
                )
            )
        );
    }

    /// <summary>The rows: what of the selection is published and of kind commitment, by code.</summary>
    public static SortedView<TrackedCommitment> ViewOf(LiveState live, CommitmentSelection selection, ReportingDay day, string digest) =>
        live.Views.Get(
            ViewKey.Of("matrix", selection with { IncludesUnpublished = false }, day, digest),
            key =>
            {
                var selected = new Selected(selection with { IncludesUnpublished = false }, day);
                return new SortedView<TrackedCommitment>(
                    key,
                    of => of.Commitment.Kind == CommitmentKind.Commitment ? selected.Commitments(of) : [],
                    ByCode
                );
            }
        );

    /// <summary>The columns: every member state, or those that are asked for.</summary>
    public static List<MatrixMemberState> ColumnsOf(CommitmentSelection selection, References references) =>
        [
            .. references
                .Groups[Grouping.MemberState]
                .Where(group => selection.MemberStates.Count == 0 || selection.MemberStates.Contains(group.Key))
                .Select(group => new MatrixMemberState { Code = group.Key, Name = group.Name }),
        ];

    private static byte[] Json(Slice<TrackedCommitment> rows, List<MatrixMemberState> columns, bool hasAllColumns, ReportingDay day)
    {
        var items = Array.ConvertAll(
            rows.Shown,
            each => hasAllColumns ? each.MatrixJson.For(rows.State, day, () => Row(each, columns, day)) : Row(each, columns, day)
        );
        byte[] before = [.. "{\"memberStates\":"u8, .. Answer.Json<IReadOnlyList<MatrixMemberState>>(columns), .. ",\"rows\":["u8];
        return JsonParts.Join(before, items, [.. "],\"asOf\":"u8, .. Answer.Json(day.Today), .. "}"u8]);
    }

    private static byte[] Row(TrackedCommitment row, List<MatrixMemberState> columns, ReportingDay day)
    {
        var commitment = row.Commitment;
        var cells = new Dictionary<string, MatrixCell>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (commitment.Assignments.TryGetValue(column.Code, out var assignment))
            {
                cells.Add(column.Code, MatrixCell.From(assignment, commitment, day));
            }
        }

        return Answer.Json(
            new MatrixCommitment
            {
                Code = commitment.Code,
                Title = commitment.Title,
                Status = row.RollUp.Status,
                Cells = cells,
            }
        );
    }
}

/// <summary>Commitments by member states, whole.</summary>
internal sealed record Matrix
{
    /// <summary>The columns: every member state, or those that <c>memberState</c> asks for, in order of code.</summary>
    public required IReadOnlyList<MatrixMemberState> MemberStates { get; init; }

    /// <summary>The rows: every commitment of the selection, in order of code.</summary>
    public required IReadOnlyList<MatrixCommitment> Rows { get; init; }

    /// <summary>The day that states and freshness are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

/// <summary>A member state as a column.</summary>
internal sealed record MatrixMemberState
{
    /// <summary>The ISO 3166-1 alpha-2 code: the key of the column's cells.</summary>
    /// <example>VN</example>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }
}

/// <summary>A commitment as a row.</summary>
internal sealed record MatrixCommitment
{
    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>What is to be done, in short.</summary>
    /// <example>Implement the ASEAN Guide on Anti-Scam Policies and Best Practices</example>
    public required string Title { get; init; }

    /// <summary>The commitment's own status: the roll-up of its assignments.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>The assignments, by code of member state. Where a member state has no cell, the commitment is not assigned to it.</summary>
    public required IReadOnlyDictionary<string, MatrixCell> Cells { get; init; }
}

/// <summary>How a member state stands with a commitment.</summary>
internal sealed record MatrixCell
{
    /// <summary>Whether the member state leads or supports.</summary>
    /// <example>lead</example>
    public required AssignmentRole Role { get; init; }

    /// <summary>As its latest verified progress update says; <c>not_reported</c> without one, <c>superseded</c> where the commitment is.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>The outlook, null where the member state does not say.</summary>
    /// <example>on_track</example>
    public required Health? Health { get; init; }

    /// <summary>The commitment's deadline held against this status.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    /// <summary>How old the latest verified progress update is.</summary>
    /// <example>current</example>
    public required Freshness Freshness { get; init; }

    public static MatrixCell From(Assignment assignment, Commitment commitment, ReportingDay day)
    {
        var stands = StandingView.Of(assignment, commitment, day);
        return new MatrixCell
        {
            Role = assignment.Role,
            Status = stands.Status,
            Health = assignment.Report?.Health,
            DeadlineState = stands.DeadlineState,
            Freshness = stands.Freshness,
        };
    }
}
