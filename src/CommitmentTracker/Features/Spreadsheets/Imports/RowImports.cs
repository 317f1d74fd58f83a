using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Imports;
using CommitmentTracker.Domain;
using FluentValidation;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Makes what takes the rows of each kind of sheet.</summary>
internal sealed class RowImports(CommitmentRules commitments, IValidator<ReportProgressRequest> progressUpdates, ReportingClock clock)
{
    public async Task<SheetImport> OfAsync(Session session, LaidImport import, ImportErrors errors)
    {
        var parties = await Parties.LoadAsync(session);
        return new SheetImport(
            EnumCode.Parse<SheetKind>(import.Kind) == SheetKind.Commitments
                ? new CommitmentImport(commitments, parties, import.Actor)
                : new ProgressUpdateImport(progressUpdates, parties, clock, Stored.ParseDay(import.Today), import.Actor),
            errors
        );
    }
}
