using CommitmentTracker.Features.Calendar;
using CommitmentTracker.Features.Changes;
using CommitmentTracker.Features.Commitments;
using CommitmentTracker.Features.Commitments.Assignments;
using CommitmentTracker.Features.Commitments.Deadlines;
using CommitmentTracker.Features.Commitments.History;
using CommitmentTracker.Features.Commitments.Milestones;
using CommitmentTracker.Features.Keys;
using CommitmentTracker.Features.ProgressUpdates;
using CommitmentTracker.Features.Reference.Bodies;
using CommitmentTracker.Features.Reference.Instruments;
using CommitmentTracker.Features.Reference.MemberStates;
using CommitmentTracker.Features.Reference.Themes;
using CommitmentTracker.Features.Rounds;
using CommitmentTracker.Features.Rounds.Comparison;
using CommitmentTracker.Features.Rounds.Reports;
using CommitmentTracker.Features.Spreadsheets;
using CommitmentTracker.Features.Spreadsheets.Exports;
using CommitmentTracker.Features.Spreadsheets.Imports;
using CommitmentTracker.Features.Spreadsheets.Templates;
using CommitmentTracker.Features.Summaries;

namespace CommitmentTracker.Features;

/// <summary>Every use case of the API, in the order of the contract.</summary>
internal static class FeatureMap
{
    public const string Root = "/api/v1";

    public static List<Type> Endpoints =>
        [
            typeof(ListCommitments),
            typeof(CreateCommitment),
            typeof(ReadCommitment),
            typeof(ChangeCommitment),
            typeof(ArchiveCommitment),
            typeof(ReadDeadline),
            typeof(PutDeadline),
            typeof(ReadHistory),
            typeof(ListCommitmentAssignments),
            typeof(PutAssignment),
            typeof(RemoveAssignment),
            typeof(ListAssignments),
            typeof(ListDeadlines),
            typeof(ReadCalendar),
            typeof(ListCalendarFeeds),
            typeof(CreateCalendarFeed),
            typeof(ReadCalendarFeed),
            typeof(RevokeCalendarFeed),
            typeof(ListMilestones),
            typeof(CreateMilestone),
            typeof(ReadMilestone),
            typeof(ChangeMilestone),
            typeof(DeleteMilestone),
            typeof(ListProgressUpdates),
            typeof(ReportProgress),
            typeof(ReadProgressUpdate),
            typeof(ReviewQueue),
            typeof(VerifyProgressUpdate),
            typeof(ReturnProgressUpdate),
            typeof(VoidProgressUpdate),
            typeof(ExportCommitments),
            typeof(ExportCommitmentsAsXlsx),
            typeof(ExportAssignments),
            typeof(ExportAssignmentsAsXlsx),
            typeof(ExportProgressUpdates),
            typeof(ExportProgressUpdatesAsXlsx),
            typeof(ImportSheet),
            typeof(ReadCommitmentTemplateAsCsv),
            typeof(ReadCommitmentTemplateAsXlsx),
            typeof(ReadProgressUpdateTemplateAsCsv),
            typeof(ReadProgressUpdateTemplateAsXlsx),
            typeof(ReadSummary),
            typeof(ReadMatrix),
            typeof(ReadTimeline),
            typeof(ListRounds),
            typeof(OpenRound),
            typeof(ReadRound),
            typeof(ChangeRound),
            typeof(CloseRound),
            typeof(ReadReporting),
            typeof(ReadReportingSheet),
            typeof(PreviewRoundReport),
            typeof(ReadRoundReport),
            typeof(ReadRoundReportCsv),
            typeof(ReadRoundReportPage),
            typeof(CompareRounds),
            typeof(ListMemberStates),
            typeof(ReadMemberState),
            typeof(ListBodies),
            typeof(CreateBody),
            typeof(ReadBody),
            typeof(ChangeBody),
            typeof(ListInstruments),
            typeof(CreateInstrument),
            typeof(ReadInstrument),
            typeof(ChangeInstrument),
            typeof(ListThemes),
            typeof(FollowChanges),
            typeof(ReadMe),
            typeof(ListApiKeys),
            typeof(CreateApiKey),
            typeof(ReadApiKey),
            typeof(RevokeApiKey),
        ];
}

internal static class FeatureServices
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton<CommitmentReads>().AddSingleton<CommitmentChanges>().AddSingleton<CommitmentRules>();
        services.AddSingleton<Creations>().AddSingleton<Sheets>().AddSingleton<RowImports>().AddSingleton<LargeImports>();
        services.AddSingleton<AbandonedImports>().AddHostedService(provider => provider.GetRequiredService<AbandonedImports>());
        // Faults name the fields as the contract does.
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
            member is null ? null : JsonNamingPolicy.CamelCase.ConvertName(member.Name);
        services
            .AddSingleton<IValidator<CreateCommitmentRequest>, CreateCommitmentValidator>()
            .AddSingleton<IValidator<MilestoneBody>, MilestoneBodyValidator>()
            .AddSingleton<IValidator<ReportProgressRequest>, ReportProgressValidator>();
        return services.AddEndpoints(FeatureMap.Endpoints);
    }
}
