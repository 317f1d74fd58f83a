namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Creates and changes commitments by code, through what the API creates and changes them through.</summary>
internal sealed class CommitmentImport(CommitmentRules rules, IReadOnlyDictionary<string, Party> parties, string actor) : IRowImport
{
    private readonly Dictionary<string, long> rowsByCode = new(StringComparer.Ordinal);
    private readonly List<(ImportedLine Row, string Code, string Successor)> superseded = [];

    public IReadOnlyList<SheetColumn> Columns => CommitmentSheet.Columns;

    public async Task<RowPlan> PlanAsync(Session session, ImportedLine row)
    {
        var code = row.Text("code");
        if (!rowsByCode.TryAdd(code, row.Number) && code.Length > 0)
        {
            row.Fault("code", RowErrorCode.RepeatedRow, $"stands in row {rowsByCode[code]} already");
        }

        var stored = await CommitmentReader.LoadAsync(session, code);
        var cells = stored is null ? null : CommitmentSheet.Cells(stored.Commitment);
        if (cells is not null)
        {
            row.FillFrom(cells);
            row.FillEmpty("publication", cells);
            if (!row.IsFaulty && row.Holds(cells))
            {
                return RowPlan.Unchanged;
            }
        }

        var after = await rules.ReadAsync(session, row, parties, stored?.Commitment, cells);
        var changes = after is null ? [] : Changes(row, code, cells, after);
        if (!row.IsFaulty && changes.Count == 0 && stored is not null)
        {
            // In other words, or another order, the same.
            return RowPlan.Unchanged;
        }

        if (cells is not null)
        {
            CheckFingerprint(row, cells);
        }

        if (after is null || row.IsFaulty || !await RefersToWhatIsThereAsync(session, row, stored?.Commitment, after))
        {
            return RowPlan.Faulty;
        }

        var (first, successor) = Apart(stored?.Commitment, after);
        if (successor is not null)
        {
            superseded.Add((row, code, successor));
        }

        return new RowPlan(stored is null ? RowOutcome.Created : RowOutcome.Changed, write => SaveAsync(write, row, stored, first))
        {
            Code = code,
            Version = stored?.Version ?? 0,
            NeedsAllRows = successor is not null,
            Changes = changes,
            Warnings = stored is null ? [] : [.. Warnings(row, stored.Commitment, after)],
        };
    }

    /// <summary>A successor may stand further down in the sheet.</summary>
    public async Task FinishPlanAsync(Session session)
    {
        foreach (var (row, _, successor) in superseded.Where(each => !rowsByCode.ContainsKey(each.Successor)))
        {
            if (await CommitmentReader.LoadAsync(session, successor) is null)
            {
                row.Fault("supersededBy", RowErrorCode.UnknownReference, $"There is no commitment {ImportedLine.Quoted(successor)}.");
            }
        }
    }

    /// <summary>It may be superseded itself: only now all of them are there.</summary>
    public async Task FinishAsync(WriteSession session)
    {
        foreach (var (row, code, successor) in superseded)
        {
            await SupersedeAsync(session, row, code, successor);
        }
    }

    public Task FinishAsync(WriteSession session, ImportedLine row) => SupersedeAsync(session, row, row["code"], row["supersededBy"]);

    private async Task SupersedeAsync(WriteSession session, ImportedLine row, string code, string successor)
    {
        var note = new ChangeNote(actor, ChangeType.CommitmentChanged);
        var changed = await CommitmentWriter.ChangeAsync(
            session,
            code,
            ExpectedVersion.Any,
            note,
            before => before with { SupersededBy = successor }
        );
        if (!changed.Succeeded(out _, out var refusal))
        {
            row.Refused(refusal, field => field, "supersededBy");
        }
    }

    /// <summary>The commitment without a successor that it did not have, and that.</summary>
    private static (Commitment First, string? Successor) Apart(Commitment? stored, Commitment after) =>
        after.SupersededBy is { } successor && successor != stored?.SupersededBy
            ? (after with { SupersededBy = stored?.SupersededBy }, successor)
            : (after, null);

    /// <summary>By what the store asks when it writes.</summary>
    private static async Task<bool> RefersToWhatIsThereAsync(Session session, ImportedLine row, Commitment? stored, Commitment after)
    {
        var (first, _) = Apart(stored, after);
        if (await ReferenceCheck.MissingAsync(session, stored, first) is not { } refusal)
        {
            return true;
        }

        row.Refused(refusal, CommitmentRules.ColumnOfField, "code");
        return false;
    }

    private static void CheckFingerprint(ImportedLine row, Dictionary<string, string> stored)
    {
        var given = row["fingerprint"];
        if (given.Length > 0 && !SheetFingerprint.Fits(given, stored, row.Given))
        {
            row.Fault(
                "fingerprint",
                RowErrorCode.VersionStale,
                "The commitment has changed since this row was exported. Export it again and repeat your change on that."
            );
        }
    }

    private async Task SaveAsync(WriteSession session, ImportedLine row, StoredCommitment? stored, Commitment first)
    {
        var saved = stored is null
            ? await CommitmentWriter.CreateAsync(session, first, new ChangeNote(actor, ChangeType.CommitmentCreated))
            : await ChangeAsync(session, row, stored, first);
        if (!saved.Succeeded(out _, out var refusal))
        {
            row.Refused(refusal, CommitmentRules.ColumnOfField, "code");
        }
    }

    /// <summary>A changed deadline is a change of its own, with its reason, as it is through the API.</summary>
    private async Task<Result<StoredCommitment>> ChangeAsync(
        WriteSession session,
        ImportedLine row,
        StoredCommitment stored,
        Commitment after
    )
    {
        var moved = stored;
        if (after.Deadline != stored.Commitment.Deadline)
        {
            var note = new ChangeNote(actor, ChangeType.DeadlineChanged, row["deadlineReason"]);
            var result = await CommitmentWriter.SaveAsync(session, stored, stored.Commitment with { Deadline = after.Deadline }, note);
            if (!result.Succeeded(out moved, out var refusal))
            {
                return refusal;
            }
        }

        return await CommitmentWriter.SaveAsync(session, moved, after, new ChangeNote(actor, ChangeType.CommitmentChanged));
    }

    /// <summary>Cell by cell as the sheet would be exported; of a new commitment its code alone, because all of it is new.</summary>
    private static IReadOnlyList<CellChange> Changes(ImportedLine row, string code, Dictionary<string, string>? before, Commitment after) =>
        before is null
            ? [CellChange.Of(row.Number, code, "code", "", code)]
            :
            [
                .. CommitmentSheet
                    .Cells(after)
                    .Where(cell => before[cell.Key] != cell.Value)
                    .Select(cell => CellChange.Of(row.Number, code, cell.Key, before[cell.Key], cell.Value)),
            ];

    private static IEnumerable<RowWarning> Warnings(ImportedLine row, Commitment before, Commitment after)
    {
        if (before.Publication == Publication.Published && after.Publication != Publication.Published)
        {
            yield return new RowWarning
            {
                Row = row.Number,
                Column = "publication",
                Message = $"{before.Code} is public, and would be {EnumCode.Of(after.Publication)}: the public sees it no longer",
            };
        }

        foreach (var was in before.Assignments.Values.Where(each => each.Report is not null))
        {
            var column = was.Role == AssignmentRole.Lead ? "leads" : "supports";
            if (!after.Assignments.TryGetValue(was.Party, out var now))
            {
                yield return Warn($"{was.Party} has reported, last as of {Stored.Day(was.Report!.AsOf)}, and is assigned no longer");
            }
            else if (was.Role == AssignmentRole.Lead && now.Role != AssignmentRole.Lead)
            {
                yield return Warn($"{was.Party} has reported, last as of {Stored.Day(was.Report!.AsOf)}, and leads no longer");
            }

            RowWarning Warn(string message) =>
                new()
                {
                    Row = row.Number,
                    Column = column,
                    Message = message,
                };
        }
    }
}
