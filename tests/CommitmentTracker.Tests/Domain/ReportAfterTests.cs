using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Domain;

internal sealed class ReportAfterTests
{
    [Test]
    public void Adding_up_one_by_one_comes_to_the_same_as_all_at_once()
    {
        var random = new Random(20260116);
        Status[] statuses = [Status.InProgress, Status.Completed, Status.Completed, Status.OnHold];
        for (var run = 0; run < 500; run++)
        {
            var updates = new List<VerifiedUpdate>();
            Report? report = null;
            var day = new DateOnly(2026, 1, 1);
            for (var number = 1; number <= 6; number++)
            {
                day = day.AddDays(random.Next(3));
                updates.Add(new VerifiedUpdate(day, number, statuses[random.Next(statuses.Length)], random.Next(100)));
                report = Report.After(report, updates[^1]);
                Assert.That(report, Is.EqualTo(Report.From(updates)), string.Join(", ", updates));
            }
        }
    }
}
