using CommitmentTracker.Tests.Support.Oracle;

namespace CommitmentTracker.Tests.Features.ListsAreTheRecords;

internal sealed class DeadlinesTests
{
    [TestCase("")]
    [TestCase("memberState=VN")]
    [TestCase("body=GEN-WG-1")]
    [TestCase("memberState=VN,TH&body=GEN-WG-2&role=lead")]
    [TestCase("role=support")]
    [TestCase("instrument=GEN-A,GEN-B")]
    [TestCase("theme=gen_three")]
    [TestCase("kind=commitment")]
    [TestCase("scope=regional")]
    [TestCase("status=completed,cancelled")]
    [TestCase("health=off_track,at_risk")]
    [TestCase("freshness=stale")]
    [TestCase("state=overdue")]
    [TestCase("state=due_soon,upcoming")]
    [TestCase("state=met,met_late,closed")]
    [TestCase("from=2026-06-01&to=2027-03-05")]
    [TestCase("within=30d")]
    [TestCase("within=365d&memberState=VN,ID,SG")]
    [TestCase("q=beta")]
    [TestCase("publication=published")]
    public Task The_list(string query) => RecordsOfEverySort.CheckAsync(new Question("/deadlines", query, 13));

    [TestCase("")]
    [TestCase("memberState=VN")]
    [TestCase("memberState=TH&body=GEN-WG-1")]
    [TestCase("instrument=GEN-A")]
    [TestCase("theme=gen_one,gen_three")]
    public Task The_calendar(string query) => RecordsOfEverySort.CheckAsync(new Question("/calendar.ics", query), alsoLater: false);
}
