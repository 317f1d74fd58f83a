using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Creates and changes commitments by code, through what the API creates and changes them through.</summary>
internal sealed class CommitmentImport(CommitmentRules rules, IReadOnlyDictionary<string, Party> parties, string actor) : IRowImport
{
    private readonly Dictionary<string, long> rowsByCode = new(StringComparer.Ordinal);
    private readonly List<(ImportedLine Row, string Code, string Successor)> superseded = [];

    public static IReadOnlyList<SheetColumn> Columns => CommitmentSheet.Columns;

    public async Task<RowOutcome> ImportAsync(WriteSession session, ImportedLine row)
    {
        var code = row.Text("code");
        if (!rowsByCode.TryAdd(code, row.Number))
        {
            row.Fault("code", RowErrorCode.RepeatedRow, $"stands in row {rowsByCode[code]} already");
        }

        if (row.IsFaulty)
        {
            return RowOutcome.Faulty;
        }

        var stored = await CommitmentReader.LoadAsync(session, code);
        var cells = stored is null ? null : CommitmentSheet.Cells(stored.Commitment);
        if (cells is not null)
        {
            row.FillFrom(cells);
            if (row.Holds(cells))
            {
                return RowOutcome.Unchanged;
            }

            CheckFingerprint(row, cells);
        }

        var after = await rules.ReadAsync(session, row, parties, stored?.Commitment, cells);
        return after is null || row.IsFaulty ? RowOutcome.Faulty : await SaveAsync(session, row, stored, after);
    }

    /// <summary>A successor may stand further down in the sheet, or be superseded itself: only now all of them are there.</summary>
    public async Task FinishAsync(WriteSession session)
    {
        foreach (var (row, code, successor) in superseded)
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
    }

    private static void CheckFingerprint(ImportedLine row, Dictionary<string, string> stored)
    {
        var given = row["fingerprint"];
        if (given.Length > 0 && given != CommitmentSheet.Fingerprint(stored))
        {
            row.Fault(
                "fingerprint",
                RowErrorCode.VersionStale,
                "The commitment has changed since this row was exported. Export it again and repeat your change on that."
            );
        }
    }

    private async Task<RowOutcome> SaveAsync(WriteSession session, ImportedLine row, StoredCommitment? stored, Commitment after)
    {
        var isSupersededAnew = after.SupersededBy is not null && after.SupersededBy != stored?.Commitment.SupersededBy;
        var first = isSupersededAnew ? after with { SupersededBy = stored?.Commitment.SupersededBy } : after;
        var saved = stored is null
            ? await CommitmentWriter.CreateAsync(session, first, new ChangeNote(actor, ChangeType.CommitmentCreated))
            : await ChangeAsync(session, row, stored, first);
        if (!saved.Succeeded(out var now, out var refusal))
        {
            row.Refused(refusal, CommitmentRules.ColumnOfField, "code");
            return RowOutcome.Faulty;
        }

        if (isSupersededAnew)
        {
            superseded.Add((row, after.Code, after.SupersededBy!));
        }

        return stored is null ? RowOutcome.Created
            : isSupersededAnew || now.Version > stored.Version ? RowOutcome.Changed
            : RowOutcome.Unchanged;
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
}
