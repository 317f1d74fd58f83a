using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;
using CommitmentTracker.Tests.Support.Oracle;

namespace CommitmentTracker.Tests.Features.ListsAreTheRecords;

/// <summary>What the other tests of this folder ask about would tell right from wrong.</summary>
internal sealed class RecordsOfEverySortTests
{
    [Test]
    public void The_records_put_to_the_test_are_of_every_sort()
    {
        var (everyone, keepers) = (RecordsOfEverySort.Callers.First().Oracle.On(null), RecordsOfEverySort.Callers.Last().Oracle.On(null));
        var seen = everyone.Commitments;
        Assert.That(keepers.Commitments, Has.Count.GreaterThan(seen.Count + 10), "drafts, withdrawn and archived ones");
        Assert.That(Distinct(keepers.Commitments, "publication"), Is.EquivalentTo(["published", "draft", "archived"]));
        Assert.That(Distinct(seen, "kind"), Is.EquivalentTo(["commitment", "proposal"]));
        Assert.That(
            Distinct(seen, "status"),
            Is.EquivalentTo(["not_reported", "not_started", "in_progress", "completed", "on_hold", "cancelled", "superseded"])
        );
        Assert.That(Distinct(seen.SelectMany(SeenRecords.Owners), "partyKind"), Has.Exactly(2).Items);
        Assert.That(seen.Sum(item => everyone.MilestonesOf(item).Count), Is.GreaterThan(20));
        Assert.That(Distinct(keepers.Updates, "review"), Is.EquivalentTo(["submitted", "verified", "returned"]));
        Assert.That(everyone.Points("from=2026-10-01").Select(point => (int)point["total"]!).Distinct().Count(), Is.GreaterThan(2));
    }

    [TestCase("/commitments")]
    [TestCase("/assignments")]
    [TestCase("/deadlines")]
    public async Task What_is_published_a_draft_or_archived_is_each_of_all_records_once(string path)
    {
        var listed = new List<string>();
        foreach (var publication in new[] { "published", "draft", "archived" })
        {
            var items = await RecordsOfEverySort.Admin.ItemsAsync($"{path}?publication={publication}");
            Assert.That(items, Is.Not.Empty, publication);
            Assert.That(items.Select(item => (string?)item["publication"]), Has.All.EqualTo(publication));
            listed.AddRange(items.Select(item => (string)item["code"]!).Distinct());
        }

        Assert.That(listed, Is.Unique);
        if (path == "/commitments")
        {
            Assert.That(listed, Is.EquivalentTo(RecordsOfEverySort.All.Commitments.Select(stored => stored.Commitment.Code)));
        }
    }

    private static IEnumerable<string?> Distinct(IEnumerable<JsonNode> items, string member) =>
        items.Select(item => (string?)item[member]).Distinct();
}
