using CommitmentTracker.Features.ApiKeys;
using CommitmentTracker.Features.Assignments;
using CommitmentTracker.Features.Calendar;
using CommitmentTracker.Features.CalendarFeeds;
using CommitmentTracker.Features.Changes;
using CommitmentTracker.Features.Commitments;
using CommitmentTracker.Features.Commitments.Assignments;
using CommitmentTracker.Features.Commitments.Deadlines;
using CommitmentTracker.Features.Commitments.History;
using CommitmentTracker.Features.Commitments.Milestones;
using CommitmentTracker.Features.Deadlines;
using CommitmentTracker.Features.ProgressUpdates;
using CommitmentTracker.Features.ReferenceData.Bodies;
using CommitmentTracker.Features.ReferenceData.Instruments;
using CommitmentTracker.Features.ReferenceData.MemberStates;
using CommitmentTracker.Features.ReferenceData.Themes;
using CommitmentTracker.Features.Rounds;
using CommitmentTracker.Features.Rounds.Comparison;
using CommitmentTracker.Features.Rounds.Reports;
using CommitmentTracker.Features.Spreadsheets.Exports;
using CommitmentTracker.Features.Spreadsheets.Imports;
using CommitmentTracker.Features.Spreadsheets.Templates;
using CommitmentTracker.Features.Summaries;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Requests;

namespace CommitmentTracker.Features;

/// <summary>Every use case of the API, in the order of the contract.</summary>
internal static class FeatureMap
{
    public const string Root = "/api/v1";

    public static void MapFeatures(this IEndpointRouteBuilder app) =>
        app.MapGroup(Root)
            .CheckRequests()
            .Endpoint<ListCommitments>()
            .Endpoint<CreateCommitment>()
            .Endpoint<ReadCommitment>()
            .Endpoint<ChangeCommitment>()
            .Endpoint<ArchiveCommitment>()
            .Endpoint<ReadDeadline>()
            .Endpoint<PutDeadline>()
            .Endpoint<ReadHistory>()
            .Endpoint<ListCommitmentAssignments>()
            .Endpoint<PutAssignment>()
            .Endpoint<RemoveAssignment>()
            .Endpoint<ListAssignments>()
            .Endpoint<ListDeadlines>()
            .Endpoint<ReadCalendar>()
            .Endpoint<ListCalendarFeeds>()
            .Endpoint<CreateCalendarFeed>()
            .Endpoint<ReadCalendarFeed>()
            .Endpoint<RevokeCalendarFeed>()
            .Endpoint<ListMilestones>()
            .Endpoint<CreateMilestone>()
            .Endpoint<ReadMilestone>()
            .Endpoint<ChangeMilestone>()
            .Endpoint<DeleteMilestone>()
            .Endpoint<ListProgressUpdates>()
            .Endpoint<ReportProgress>()
            .Endpoint<ReadProgressUpdate>()
            .Endpoint<ReviewQueue>()
            .Endpoint<VerifyProgressUpdate>()
            .Endpoint<ReturnProgressUpdate>()
            .Endpoint<ExportCommitments>()
            .Endpoint<ExportAssignments>()
            .Endpoint<ExportProgressUpdates>()
            .Endpoint<ImportSheet>()
            .Endpoint<ReadCommitmentTemplateAsCsv>()
            .Endpoint<ReadCommitmentTemplateAsXlsx>()
            .Endpoint<ReadProgressUpdateTemplateAsCsv>()
            .Endpoint<ReadProgressUpdateTemplateAsXlsx>()
            .Endpoint<ReadSummary>()
            .Endpoint<ReadMatrix>()
            .Endpoint<ReadTimeline>()
            .Endpoint<ListRounds>()
            .Endpoint<OpenRound>()
            .Endpoint<ReadRound>()
            .Endpoint<ChangeRound>()
            .Endpoint<CloseRound>()
            .Endpoint<ReadReporting>()
            .Endpoint<PreviewRoundReport>()
            .Endpoint<ReadRoundReport>()
            .Endpoint<ReadRoundReportCsv>()
            .Endpoint<ReadRoundReportPage>()
            .Endpoint<CompareRounds>()
            .Endpoint<ListMemberStates>()
            .Endpoint<ReadMemberState>()
            .Endpoint<ListBodies>()
            .Endpoint<CreateBody>()
            .Endpoint<ReadBody>()
            .Endpoint<ChangeBody>()
            .Endpoint<ListInstruments>()
            .Endpoint<CreateInstrument>()
            .Endpoint<ReadInstrument>()
            .Endpoint<ChangeInstrument>()
            .Endpoint<ListThemes>()
            .Endpoint<FollowChanges>()
            .Endpoint<ListApiKeys>()
            .Endpoint<CreateApiKey>()
            .Endpoint<ReadApiKey>()
            .Endpoint<RevokeApiKey>();
}
