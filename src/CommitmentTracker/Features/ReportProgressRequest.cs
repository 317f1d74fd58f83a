namespace CommitmentTracker.Features;

/// <summary>What a party reports on a commitment.</summary>
internal sealed record ReportProgressRequest
{
    /// <summary>The party that the report is of; it must have an assignment on the commitment.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }

    /// <summary>The day that the report describes; not in the future.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far the party has come.</summary>
    /// <example>in_progress</example>
    public required ReportedStatus Status { get; init; }

    /// <summary>How much is done, 0 to 100: beside <c>completed</c> 100 or nothing, beside <c>not_started</c> 0 or nothing.</summary>
    /// <example>40</example>
    public int? Percent { get; init; }

    /// <summary>The outlook.</summary>
    /// <example>on_track</example>
    public Health? Health { get; init; }

    /// <summary>Why; needed when at risk or off track. At most 1,000 characters.</summary>
    public string? HealthReason { get; init; }

    /// <summary>What was done, at most 10,000 characters. Needed unless it is a nil return.</summary>
    /// <example>The guide was put to the operators; three of five apply it.</example>
    public string? Narrative { get; init; }

    /// <summary>Whether the party says that there is nothing to report.</summary>
    /// <example>false</example>
    public bool NilReturn { get; init; }

    /// <summary>What stands in the way, at most 5,000 characters.</summary>
    public string? Challenges { get; init; }

    /// <summary>What comes next, at most 5,000 characters.</summary>
    public string? NextStep { get; init; }

    /// <summary>What shows it, at most 20 links.</summary>
    public IReadOnlyList<EvidenceResource> Evidence { get; init; } = [];

    public NewProgressUpdate ToUpdate(string commitmentCode, string recordedBy) =>
        new()
        {
            CommitmentCode = commitmentCode,
            PartyCode = Party,
            AsOf = AsOf,
            Status = Status,
            Percent = Percent,
            Health = Health,
            HealthReason = HealthReason,
            Narrative = Narrative,
            IsNilReturn = NilReturn,
            Challenges = Challenges,
            NextStep = NextStep,
            Evidence = [.. Evidence.Select(evidence => evidence.ToEvidence())],
            RecordedBy = recordedBy,
        };
}

internal sealed class ReportProgressValidator : AbstractValidator<ReportProgressRequest>
{
    public ReportProgressValidator()
    {
        RuleFor(request => request.Party).Line(Domain.Party.CodeMaxLength);
        RuleFor(request => request.Percent).InclusiveBetween(0, 100).WithMessage("must be from 0 to 100");
        RuleFor(request => request.Percent)
            .Must((request, percent) => ProgressUpdate.PercentFault(request.Status, percent) is null)
            .WithMessage(request => ProgressUpdate.PercentFault(request.Status, request.Percent));
        RuleFor(request => request.HealthReason).Line(ProgressUpdate.HealthReasonMaxLength);
        RuleFor(request => request.HealthReason)
            .NeededWhen(request => request.Health, Health.AtRisk, Health.OffTrack)
            .WithMessage("must say why, when health is at_risk or off_track");
        RuleFor(request => request.Narrative).Prose(ProgressUpdate.NarrativeMaxLength);
        RuleFor(request => request.Narrative)
            .NeededUnless(request => request.NilReturn, true)
            .WithMessage("must say what was done, or nilReturn must be true");
        RuleFor(request => request.Challenges).Prose(ProgressUpdate.ProseMaxLength);
        RuleFor(request => request.NextStep).Prose(ProgressUpdate.ProseMaxLength);
        RuleFor(request => request.Evidence).MaxCount(ProgressUpdate.EvidenceMaxCount);
        RuleForEach(request => request.Evidence).SetValidator(new EvidenceValidator());
    }
}
