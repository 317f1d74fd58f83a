using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Domain;

internal sealed class StatusTimelineTests
{
    private readonly Dictionary<string, PastCommitment> commitments = [];

    [SetUp]
    public void Forget() => commitments.Clear();

    private static readonly DateTimeOffset[] Moments =
    [
        Some.Instant("2026-02-01T00:00:00Z"),
        Some.Instant("2026-03-01T00:00:00Z"),
        Some.Instant("2026-04-01T00:00:00Z"),
    ];

    private static readonly PastChange Published = new()
    {
        Kind = CommitmentKind.Commitment,
        Publication = Publication.Published,
        Status = Status.NotReported,
        Instrument = "A",
        AlsoUnder = ["B"],
        Theme = "one",
        Assigned = ["VN", "TH"],
    };

    [Test]
    public void Nothing_adds_up_to_nothing() => AssertTotals(new PastSelection(), [], 0, 0, 0);

    [Test]
    public void A_change_counts_at_every_moment_after_it_and_not_at_its_own() =>
        AssertTotals(new PastSelection(), [("2026-02-01T00:00:00.000Z", "X", Published)], 0, 1, 1);

    [Test]
    public void What_was_withdrawn_stays_in_the_past() =>
        AssertTotals(
            new PastSelection(),
            [
                ("2026-01-05T00:00:00Z", "X", Published),
                ("2026-01-06T00:00:00Z", "Y", Published),
                ("2026-02-10T00:00:00Z", "X", new PastChange { Publication = Publication.Archived }),
                ("2026-03-10T00:00:00Z", "Y", new PastChange { Kind = CommitmentKind.Proposal }),
            ],
            2,
            1,
            0
        );

    [Test]
    public void Each_moment_has_the_status_of_its_time()
    {
        var timeline = new StatusTimeline(Moments, new PastSelection());
        Add(timeline, Some.Instant("2026-01-05T00:00:00Z"), "X", Published);
        Add(timeline, Some.Instant("2026-02-05T00:00:00Z"), "X", new PastChange { Status = Status.InProgress });
        Add(timeline, Some.Instant("2026-03-05T00:00:00Z"), "X", new PastChange { Status = Status.Completed });
        var points = timeline.Points();
        Assert.That(
            points.Select(point => point.Single(each => each.Value > 0).Key),
            Is.EqualTo([Status.NotReported, Status.InProgress, Status.Completed])
        );
        Assert.That(points, Has.All.Count.EqualTo(Enum.GetValues<Status>().Length));
    }

    [Test]
    public void It_is_over_once_a_change_lies_behind_the_last_moment()
    {
        var timeline = new StatusTimeline(Moments, new PastSelection());
        Add(timeline, Some.Instant("2026-03-31T23:59:59Z"), "X", Published);
        Assert.That(timeline.IsOver, Is.False);
        Add(timeline, Some.Instant("2026-04-01T00:00:00Z"), "Y", Published);
        Assert.That(timeline.IsOver, Is.True);
        Assert.That(timeline.Points()[^1][Status.NotReported], Is.EqualTo(1));
    }

    [TestCase("A", "", "", 1, 0)]
    [TestCase("B", "", "", 1, 1)]
    [TestCase("C", "", "", 0, 1)]
    [TestCase("A,C", "", "", 1, 1)]
    [TestCase("", "one", "", 1, 0)]
    [TestCase("", "two", "", 0, 1)]
    [TestCase("", "", "VN", 1, 0)]
    [TestCase("", "", "TH", 1, 1)]
    [TestCase("", "", "ID", 0, 1)]
    [TestCase("B", "one", "ID", 0, 0)]
    public void A_selection_is_asked_of_each_moment(string instruments, string themes, string memberStates, long before, long after) =>
        AssertTotals(
            new PastSelection
            {
                Instruments = Values(instruments),
                Themes = Values(themes),
                MemberStates = Values(memberStates),
            },
            [
                ("2026-01-05T00:00:00Z", "X", Published),
                (
                    "2026-02-05T00:00:00Z",
                    "X",
                    new PastChange
                    {
                        Instrument = "C",
                        Theme = "two",
                        Assigned = ["ID"],
                        Released = ["VN"],
                    }
                ),
            ],
            before,
            after,
            after
        );

    private void AssertTotals(PastSelection selection, (string At, string Code, PastChange Change)[] changes, params long[] totals)
    {
        var timeline = new StatusTimeline(Moments, selection);
        foreach (var (at, code, change) in changes)
        {
            Add(timeline, Some.Instant(at), code, change);
        }

        Assert.That(timeline.Points().Select(point => point.Values.Sum()), Is.EqualTo(totals));
    }

    private static string[] Values(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private void Add(StatusTimeline timeline, DateTimeOffset at, string code, PastChange change)
    {
        var before = commitments.GetValueOrDefault(code, PastCommitment.Unborn);
        timeline.Add(new PastStep(at, before, commitments[code] = before.After(change)));
    }
}
