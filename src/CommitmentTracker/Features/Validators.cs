using CommitmentTracker.Features.ApiKeys;
using CommitmentTracker.Features.CalendarFeeds;
using CommitmentTracker.Features.Commitments.Assignments;
using CommitmentTracker.Features.Commitments.Deadlines;
using CommitmentTracker.Features.ProgressUpdates;
using CommitmentTracker.Features.ReferenceData.Bodies;
using CommitmentTracker.Features.ReferenceData.Instruments;
using CommitmentTracker.Features.Rounds;
using FluentValidation;

namespace CommitmentTracker.Features;

/// <summary>Every validator, by name: to look for them among all types takes a noticeable part of the start. A test finds a missing one.</summary>
internal static class Validators
{
    public static IServiceCollection AddValidators(this IServiceCollection services) =>
        services
            .AddSingleton<IValidator<AssignmentBody>, AssignmentBodyValidator>()
            .AddSingleton<IValidator<AseanBody>, AseanBodyValidator>()
            .AddSingleton<IValidator<CommitmentBody>, CommitmentBodyValidator>()
            .AddSingleton<IValidator<CreateApiKeyRequest>, CreateApiKeyValidator>()
            .AddSingleton<IValidator<CreateBodyRequest>, CreateBodyValidator>()
            .AddSingleton<IValidator<CreateCalendarFeedRequest>, CreateCalendarFeedValidator>()
            .AddSingleton<IValidator<CreateCommitmentRequest>, CreateCommitmentValidator>()
            .AddSingleton<IValidator<CreateInstrumentRequest>, CreateInstrumentValidator>()
            .AddSingleton<IValidator<DeadlineBody>, DeadlineBodyValidator>()
            .AddSingleton<IValidator<EvidenceResource>, EvidenceValidator>()
            .AddSingleton<IValidator<InstrumentBody>, InstrumentBodyValidator>()
            .AddSingleton<IValidator<MilestoneBody>, MilestoneBodyValidator>()
            .AddSingleton<IValidator<OpenRoundRequest>, OpenRoundValidator>()
            .AddSingleton<IValidator<PeriodResource>, PeriodValidator>()
            .AddSingleton<IValidator<PutAssignmentRequest>, PutAssignmentValidator>()
            .AddSingleton<IValidator<PutDeadlineRequest>, PutDeadlineValidator>()
            .AddSingleton<IValidator<ReportProgressRequest>, ReportProgressValidator>()
            .AddSingleton<IValidator<ReturnProgressUpdateRequest>, ReturnProgressUpdateValidator>()
            .AddSingleton<IValidator<RoundBody>, RoundBodyValidator>()
            .AddSingleton<IValidator<RoundPeriod>, RoundPeriodValidator>()
            .AddSingleton<IValidator<SourceResource>, SourceValidator>();
}
