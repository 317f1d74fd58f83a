using System.Text.Json.Nodes;
using CommitmentTracker.Api;
using CommitmentTracker.Features.Rounds.Reports;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Rounds.Reports;

/// <summary>
/// A report that was frozen by the first version that froze any. Never write frozen-report.json anew: it stands for those that are out
/// there, which every later version has to read, and to render as it did.
/// </summary>
internal sealed class ReportOfOldTests
{
    private static readonly string[] Folder = ["tests", "CommitmentTracker.Tests", "Features", "Rounds", "Reports"];

    private static readonly byte[] Bytes = File.ReadAllBytes(Repository.PathOf([.. Folder, "frozen-report.json"]));

    private static readonly RoundReport Report = FrozenReport.Parse(Bytes);

    [Test]
    public void It_is_read_without_losing_anything()
    {
        var again = JsonNode.Parse(Answer.Json(Report))!;
        foreach (var (member, value) in JsonNode.Parse(Bytes)!.AsObject())
        {
            Assert.That(again[member]?.ToJsonString(), Is.EqualTo(value?.ToJsonString()), member);
        }
    }

    [Test]
    public void Its_page_is_the_one_that_was_printed() =>
        Snapshot.Matches(ReportPage.Of(Report, "its digest"), [.. Folder, "frozen-report.html"]);

    [Test]
    public void Its_csv_is_the_one_that_was_mailed() =>
        Snapshot.Matches(ReportCsv.Of(Report)[1..].ReplaceLineEndings("\n"), [.. Folder, "frozen-report.csv"]);
}
