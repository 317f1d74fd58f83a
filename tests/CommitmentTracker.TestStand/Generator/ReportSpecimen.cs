using CommitmentTracker.Domain;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>What a party reports on a commitment in one round.</summary>
internal sealed class ReportSpecimen
{
    private static readonly ReportedStatus[] OfSupporters =
    [
        ReportedStatus.NotStarted,
        ReportedStatus.InProgress,
        ReportedStatus.InProgress,
        ReportedStatus.InProgress,
        ReportedStatus.Completed,
        ReportedStatus.OnHold,
    ];

    private readonly Chance chance;
    private readonly int side;

    public ReportSpecimen(Specimen specimen, int round, DateOnly today)
    {
        chance = specimen.Chance;
        side = 100 * (1 + round);
        Party = specimen.Reporter(round);
        Status = StatusIn(specimen, round);
        // Some come late, so that one as of an earlier day is recorded after a later one.
        AsOf = today.AddDays(chance.Share(side + 1) < 5 ? -40 : -chance.Below(15, side + 2));
    }

    public string Party { get; }

    public ReportedStatus Status { get; }

    public DateOnly AsOf { get; }

    public int? Percent =>
        Status switch
        {
            ReportedStatus.NotStarted => 0,
            ReportedStatus.InProgress => 5 + 5 * chance.Below(18, side + 3),
            ReportedStatus.Completed => 100,
            _ => null,
        };

    public Health? Health =>
        (Status, chance.Share(side + 4)) switch
        {
            (ReportedStatus.Cancelled or ReportedStatus.NotStarted, _) => null,
            (ReportedStatus.Completed, _) => Domain.Health.OnTrack,
            (_, < 65) => Domain.Health.OnTrack,
            (_, < 88) => Domain.Health.AtRisk,
            _ => Domain.Health.OffTrack,
        };

    public string? HealthReason =>
        Health is Domain.Health.AtRisk or Domain.Health.OffTrack ? chance.Pick(Words.Hindrances, side + 5) : null;

    public string Narrative => chance.Pick(Words.Doings, side + 6);

    public string? Challenges => chance.Share(side + 7) < 30 ? chance.Pick(Words.Hindrances, side + 8) : null;

    public string? NextStep => chance.Share(side + 9) < 60 ? chance.Pick(Words.Steps, side + 10) : null;

    public IReadOnlyList<Evidence> Evidence =>
        chance.Share(side + 11) < 20 ? [new Evidence("Press release of the ministry", "https://example.org/releases")] : [];

    public Guid IdAt(DateTimeOffset at) => chance.Id(at, side + 12);

    private ReportedStatus StatusIn(Specimen specimen, int round)
    {
        if (specimen.Outcome is not { } outcome || !specimen.Leads.Contains(Party))
        {
            return chance.Pick(OfSupporters, side);
        }

        var isLast = !Enumerable.Range(round + 1, Specimen.Updates - round - 1).Any(later => specimen.Reporter(later) == Party);
        return (isLast, outcome, round) switch
        {
            (true, _, _) or (_, ReportedStatus.NotStarted, _) => outcome,
            (_, _, < 4) => ReportedStatus.NotStarted,
            _ => ReportedStatus.InProgress,
        };
    }
}
