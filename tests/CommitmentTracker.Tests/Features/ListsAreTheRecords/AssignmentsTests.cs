using CommitmentTracker.Tests.Support.Oracle;

namespace CommitmentTracker.Tests.Features.ListsAreTheRecords;

internal sealed class AssignmentsTests
{
    [TestCase("")]
    [TestCase("memberState=VN")]
    [TestCase("body=GEN-WG-1")]
    [TestCase("memberState=VN,TH&body=GEN-WG-2")]
    [TestCase("memberState=VN&role=lead")]
    [TestCase("role=support")]
    [TestCase("instrument=GEN-A,GEN-B")]
    [TestCase("theme=gen_three")]
    [TestCase("kind=commitment")]
    [TestCase("scope=national")]
    [TestCase("status=completed,superseded")]
    [TestCase("status=not_reported")]
    [TestCase("health=off_track")]
    [TestCase("state=overdue")]
    [TestCase("state=due_soon,upcoming")]
    [TestCase("state=met,met_late,closed,no_deadline")]
    [TestCase("freshness=stale")]
    [TestCase("freshness=current,none")]
    [TestCase("from=2026-06-01&to=2027-03-05")]
    [TestCase("within=30d")]
    [TestCase("within=365d&memberState=VN,ID,SG")]
    [TestCase("q=beta")]
    [TestCase("publication=published")]
    [TestCase("memberState=VN&status=in_progress,not_reported&kind=commitment&instrument=GEN-A,GEN-B,GEN-C")]
    public async Task The_work_list_and_its_export(string query)
    {
        await RecordsOfEverySort.CheckAsync(new Question("/assignments", query, 13));
        await RecordsOfEverySort.CheckAsync(new Question("/assignments.csv", query));
    }
}
