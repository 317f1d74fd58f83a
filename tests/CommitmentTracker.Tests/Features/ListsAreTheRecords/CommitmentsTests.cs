using CommitmentTracker.Tests.Support.Oracle;

namespace CommitmentTracker.Tests.Features.ListsAreTheRecords;

internal sealed class CommitmentsTests
{
    [TestCase("code")]
    [TestCase("-code")]
    [TestCase("title")]
    [TestCase("-title")]
    [TestCase("dueOn")]
    [TestCase("-dueOn")]
    [TestCase("status")]
    [TestCase("-status")]
    [TestCase("updatedAt")]
    [TestCase("-updatedAt")]
    [TestCase("dueOn,-title")]
    [TestCase("-status,updatedAt,-code")]
    public Task In_each_order(string sort) => RecordsOfEverySort.CheckAsync(new Question("/commitments", $"sort={sort}", 7));

    [TestCase("memberState=VN")]
    [TestCase("memberState=VN,TH")]
    [TestCase("party=GEN-WG-1,SG")]
    [TestCase("memberState=VN&party=GEN-WG-1,TH,ID")]
    [TestCase("memberState=VN&role=support")]
    [TestCase("role=lead")]
    [TestCase("instrument=GEN-A")]
    [TestCase("theme=gen_one,gen_two")]
    [TestCase("kind=proposal")]
    [TestCase("scope=national")]
    [TestCase("status=in_progress,on_hold")]
    [TestCase("status=superseded,cancelled")]
    [TestCase("health=at_risk,off_track")]
    [TestCase("deadlineState=overdue")]
    [TestCase("deadlineState=due_soon,upcoming")]
    [TestCase("deadlineState=met,met_late")]
    [TestCase("deadlineState=closed,no_deadline")]
    [TestCase("freshness=current")]
    [TestCase("freshness=stale")]
    [TestCase("freshness=none")]
    [TestCase("dueFrom=2026-06-01")]
    [TestCase("dueTo=2026-12-10")]
    [TestCase("dueFrom=2026-12-10&dueTo=2027-06-30")]
    [TestCase("updatedSince=2027-01-01T00:00:00Z")]
    [TestCase("publication=published")]
    [TestCase("q=alpha")]
    [TestCase("q=ome%20gen")]
    [TestCase("instrument=GEN-A,GEN-B&kind=commitment&status=in_progress,completed,not_reported&memberState=VN,TH,ID,MY,SG")]
    public async Task By_each_filter(string query)
    {
        await RecordsOfEverySort.CheckAsync(new Question("/commitments", query, 13));
        await RecordsOfEverySort.CheckAsync(new Question("/commitments.csv", query));
    }

    [TestCase("fields=description,deadline")]
    [TestCase("fields=leads,assignments,title&sort=-title&memberState=VN")]
    public Task With_the_members_that_are_asked_for(string query) => RecordsOfEverySort.CheckAsync(new Question("/commitments", query));

    [Test]
    public async Task Each_alone()
    {
        foreach (var code in RecordsOfEverySort.All.Commitments.Select(stored => stored.Commitment.Code))
        {
            await RecordsOfEverySort.CheckAsync(new Question($"/commitments/{code}"), mayBeEmpty: true);
            await RecordsOfEverySort.CheckAsync(new Question($"/commitments/{code}/assignments"), mayBeEmpty: true);
            await RecordsOfEverySort.CheckAsync(new Question($"/commitments/{code}/milestones"), mayBeEmpty: true);
        }
    }
}
