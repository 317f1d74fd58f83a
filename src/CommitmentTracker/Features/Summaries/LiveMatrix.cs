using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.ReadModel;

namespace CommitmentTracker.Features.Summaries;

/// <summary>The matrix from the read model: the same bytes that the database leads to.</summary>
internal sealed class LiveMatrix(LiveModel model)
{
    /// <summary>Null where the store is to be asked.</summary>
    /// <param name="memberStates">The columns; all of them where none is named.</param>
    public ValueTask<IResult?> ReadAsync(ModelSelection selected, IReadOnlyList<string> memberStates, CancellationToken cancellation) =>
        model.ReadAsync(
            selected,
            state =>
            {
                var list = state.Live(
                    selected.Key,
                    () =>
                        new LiveList(
                            each => each.Commitment.Kind == CommitmentKind.Commitment && selected.Selects(each),
                            ModelOrder.ByCode,
                            selected.IsByText
                        )
                );
                var columns = state
                    .References.Groups[Grouping.MemberState]
                    .Where(group => memberStates.Count == 0 || memberStates.Contains(group.Key))
                    .Select(group => new MatrixMemberState { Code = group.Key, Name = group.Name })
                    .ToList();
                var all = list.Page(null, list.Count);
                return Answer.Live(Json(all.Shown, columns, memberStates.Count == 0, state.Day), all.Validity);
            },
            cancellation
        );

    private static byte[] Json(ReadOnlySpan<ModelCommitment> rows, List<MatrixMemberState> columns, bool hasAllColumns, ReportingDay day)
    {
        var items = new byte[rows.Length][];
        for (var index = 0; index < rows.Length; index++)
        {
            items[index] = hasAllColumns
                ? rows[index].Json(ModelJson.MatrixRow, each => Row(each, columns, day))
                : Row(rows[index], columns, day);
        }

        byte[] before = [.. "{\"memberStates\":"u8, .. Answer.Json<IReadOnlyList<MatrixMemberState>>(columns), .. ",\"rows\":["u8];
        return JsonParts.Join(before, items, [.. "],\"asOf\":"u8, .. Answer.Json(day.Today), .. "}"u8]);
    }

    private static byte[] Row(ModelCommitment row, List<MatrixMemberState> columns, ReportingDay day)
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
