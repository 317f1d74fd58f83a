using System.Text.Json.Nodes;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Calendar;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.ProgressUpdates;
using CommitmentTracker.Domain;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>
/// Lives through all that happened to one commitment, by the rules of the program's own Domain and into the rows of its own Database, so
/// that its journal adds up to how it stands. Only the statements are not the program's: one at a time they would take an hour.
/// </summary>
internal sealed class History
{
    private const string Keeper = "ASEAN Secretariat desk";

    private static readonly TimeSpan Jakarta = TimeSpan.FromHours(7);

    private readonly Specimen specimen;
    private readonly Timetable timetable;
    private readonly List<ChangeRow> changes = [];
    private readonly List<ProgressUpdateRow> updates = [];
    private readonly Dictionary<string, List<VerifiedUpdate>> verified = [];
    private Commitment? commitment;
    private IReadOnlyDictionary<string, JsonNode?> fields = FieldChanges.Nothing;
    private CalendarEntry? shown;
    private DateTimeOffset updatedAt;

    private History(Specimen specimen, Timetable timetable) => (this.specimen, this.timetable) = (specimen, timetable);

    public static CommitmentRows Of(Specimen specimen, Timetable timetable)
    {
        var history = new History(specimen, timetable);
        history.Become(specimen.Created(), ChangeType.CommitmentCreated, timetable.Created(specimen));
        for (var round = 0; round < Specimen.Updates; round++)
        {
            history.Report(round);
        }

        history.End();
        return history.Rows();
    }

    private void Report(int round)
    {
        var place = timetable.Reported(specimen, round);
        var report = new ReportSpecimen(specimen, round, DateOnly.FromDateTime(place.At.ToOffset(Jakarta).DateTime));
        var row = Row(report, timetable.UpdateId(specimen, round), place.At);
        updates.Add(row);
        if (!verified.TryGetValue(report.Party, out var all))
        {
            verified[report.Party] = all = [];
        }

        all.Add(
            new VerifiedUpdate(
                report.AsOf,
                row.ProgressUpdateId,
                EnumCode.Parse<Status>(row.Status),
                report.Percent,
                report.Health,
                report.HealthReason
            )
        );
        var before = commitment!;
        var moved = before.Assignments[report.Party] with { Report = Domain.Report.From(all) };
        var after = before with { Assignments = before.Assignments.SetItem(report.Party, moved) };
        Become(after, ChangeType.ProgressUpdateVerified, place, row.PublicId);
    }

    private void End()
    {
        var before = commitment!;
        var (after, type) = specimen.Ending switch
        {
            Ending.Published => (before with { Publication = Publication.Published }, ChangeType.CommitmentPublished),
            Ending.Archived => (before with { Publication = Publication.Archived }, ChangeType.CommitmentArchived),
            Ending.Superseded => (before with { SupersededBy = Specimen.Successor }, ChangeType.CommitmentChanged),
            _ => (before, default),
        };
        if (after != before)
        {
            Become(after, type, timetable.Closed(specimen));
        }
    }

    private void Become(Commitment after, ChangeType type, Place place, string? update = null)
    {
        var fieldsAfter = CommitmentFields.Of(after);
        var changed = FieldChanges.Between(fields, fieldsAfter);
        var told = update is null ? changed : changed.With(CommitmentFields.ProgressUpdate, update);
        changes.Add(ChangeRow.Of(commitment, after, type, Keeper, told, place) with { Version = changes.Count + 1 });
        KeepCalendar(after, place.At);
        (commitment, fields, updatedAt) = (after, fieldsAfter, place.At);
    }

    /// <summary>What the program's own keeping does in SQL, for a commitment without milestones.</summary>
    private void KeepCalendar(Commitment after, DateTimeOffset now)
    {
        if (CalendarEntry.Of(after).SingleOrDefault() is { } standing)
        {
            shown = standing.After(shown, now);
        }
        else if (shown is { IsCancelled: false })
        {
            shown = shown.Cancelled(now);
        }
    }

    private CommitmentRows Rows()
    {
        var stored = new StoredCommitment(
            timetable.CommitmentId(specimen),
            commitment!,
            changes.Count,
            timetable.Created(specimen).At,
            updatedAt
        );
        var row = CommitmentRow.From(stored);
        return new CommitmentRows
        {
            Commitment = row,
            AlsoUnder = [.. stored.Commitment.AlsoUnder.Select(instrument => new AlsoUnderRow(row.Code, instrument))],
            Assignments = [.. stored.Commitment.Assignments.Values.Select(each => AssignmentRow.From(row.Code, each))],
            ProgressUpdates = updates,
            Changes = changes,
            CalendarEntry = shown is null ? null : CalendarEntryRow.From(shown),
        };
    }

    private ProgressUpdateRow Row(ReportSpecimen report, long id, DateTimeOffset at) =>
        new()
        {
            ProgressUpdateId = id,
            PublicId = report.IdAt(at).ToString(),
            CommitmentCode = specimen.Code,
            PartyCode = report.Party,
            AsOf = Stored.Day(report.AsOf),
            Status = EnumCode.Of(report.Status),
            Percent = report.Percent,
            Health = EnumCode.Of(report.Health),
            HealthReason = report.HealthReason,
            Narrative = report.Narrative,
            Challenges = report.Challenges,
            NextStep = report.NextStep,
            Evidence = Stored.List(report.Evidence),
            RecordedAt = Stored.Instant(at),
            RecordedBy = Keeper,
            IsOnBehalf = 1,
            Review = EnumCode.Of(ReviewState.Verified),
            ReviewedAt = Stored.Instant(at),
            ReviewedBy = Keeper,
        };
}
