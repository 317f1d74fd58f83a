using CommitmentTracker.Tests.Support.Oracle;

namespace CommitmentTracker.Tests.Features.ListsAreTheRecords;

internal sealed class FiguresTests
{
    [TestCase("memberState", "")]
    [TestCase("body", "")]
    [TestCase("instrument", "")]
    [TestCase("theme", "")]
    [TestCase("memberState", "scope=national")]
    [TestCase("theme", "status=in_progress,completed")]
    [TestCase("instrument", "deadlineState=overdue,met")]
    [TestCase("memberState", "party=VN,GEN-WG-1&role=lead&status=in_progress,completed")]
    [TestCase("body", "health=at_risk&deadlineState=overdue,met&freshness=current")]
    public Task The_summary(string groupBy, string query) =>
        RecordsOfEverySort.CheckAsync(new Question("/summary", $"groupBy={groupBy}&{query}".TrimEnd('&')));

    [TestCase("/instruments")]
    [TestCase("/instruments/GEN-A")]
    [TestCase("/instruments/GEN-D")]
    [TestCase("/themes")]
    [TestCase("/bodies")]
    [TestCase("/bodies/GEN-WG-1")]
    [TestCase("/member-states")]
    [TestCase("/member-states/VN")]
    public Task The_totals(string path) => RecordsOfEverySort.CheckAsync(new Question(path));

    [TestCase("")]
    [TestCase("theme=gen_one")]
    [TestCase("instrument=GEN-A&status=in_progress,completed,superseded")]
    [TestCase("memberState=VN,TH&scope=regional")]
    public Task The_matrix(string query) => RecordsOfEverySort.CheckAsync(new Question("/summary/matrix", query));

    [TestCase("")]
    [TestCase("theme=gen_two")]
    [TestCase("instrument=GEN-A,GEN-C")]
    [TestCase("memberState=VN,TH")]
    [TestCase("memberState=SG&theme=gen_one,gen_two&instrument=GEN-D,GEN-B")]
    public Task The_timeline_is_the_histories_played_again(string query) =>
        RecordsOfEverySort.CheckAsync(new Question("/summary/timeline", $"from=2026-10-01&{query}".TrimEnd('&')), alsoLater: false);
}
