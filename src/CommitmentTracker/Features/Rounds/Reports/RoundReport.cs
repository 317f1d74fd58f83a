using CommitmentTracker.Domain;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>
/// What stood when a round was closed, whole: figures, matrix, texts, and who had reported. Reports that were frozen years ago are read by
/// this class, so a member that is added must not be required, and none may go or change its meaning.
/// </summary>
internal sealed record RoundReport
{
    /// <summary>The round that it is the report of.</summary>
    public required ReportedRound Round { get; init; }

    /// <summary>When the round was closed; null in a preview.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The day that deadline states and freshness are derived by: that of closing, in the tracker's zone.</summary>
    /// <example>2027-01-31</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>The figures.</summary>
    public required RoundFigures Figures { get; init; }

    /// <summary>Commitments by member states.</summary>
    public required RoundMatrix Matrix { get; init; }

    /// <summary>The commitments with what each party has to say of them, by code.</summary>
    public required IReadOnlyList<ReportedCommitment> Commitments { get; init; }

    /// <summary>Who has reported in the period and who has not, by code of the party.</summary>
    public required IReadOnlyList<PartyReporting> Reporting { get; init; }

    public static RoundReport Of(RoundRecords records, Round round, DateTimeOffset? closedAt)
    {
        var commitments = records.Commitments.Select(each => ReportedCommitment.From(each, records)).ToList();
        return new RoundReport
        {
            Round = ReportedRound.From(round, records.References),
            ClosedAt = closedAt,
            AsOf = records.Day.Today,
            Figures = RoundFigures.Of(records),
            Matrix = RoundMatrix.Of(commitments, records.References.Parties.Values),
            Commitments = commitments,
            Reporting = PartyReporting.Of(records),
        };
    }
}
