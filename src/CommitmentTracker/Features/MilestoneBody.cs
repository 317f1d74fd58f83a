using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features;

/// <summary>A dated step of a commitment, as it is created or changed.</summary>
internal sealed record MilestoneBody
{
    /// <summary>What is to be reached, in one line, at most 300 characters.</summary>
    /// <example>National guidance published</example>
    public required string Title { get; init; }

    /// <summary>The due date. With a coarser precision any day of its period will do; the last one is kept and answered.</summary>
    /// <example>2027-06-30</example>
    public required DateOnly DueOn { get; init; }

    /// <summary>How exactly the due date is known.</summary>
    /// <example>quarter</example>
    public required DatePrecision Precision { get; init; }

    /// <summary>The party whose step it is; leave it out when it is everyone's.</summary>
    /// <example>VN</example>
    public string? Party { get; init; }

    /// <summary>The day it was reached; leave it out until then.</summary>
    /// <example>2027-05-14</example>
    public DateOnly? ReachedOn { get; init; }

    public static MilestoneBody From(Milestone milestone) =>
        new()
        {
            Title = milestone.Title,
            DueOn = milestone.DueOn,
            Precision = milestone.Precision,
            Party = milestone.Party,
            ReachedOn = milestone.ReachedOn,
        };

    public Milestone ToMilestone(int number) => new(number, Title, Deadline.LastDayOf(DueOn, Precision), Precision, Party, ReachedOn);
}

internal sealed class MilestoneBodyValidator : AbstractValidator<MilestoneBody>
{
    public MilestoneBodyValidator()
    {
        RuleFor(body => body.Title).Line(Milestone.TitleMaxLength);
        RuleFor(body => body.Party).Line(Domain.Party.CodeMaxLength);
    }
}
