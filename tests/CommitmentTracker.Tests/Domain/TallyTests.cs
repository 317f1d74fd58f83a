using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Domain;

internal sealed class TallyTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly ReportingDay Day = new(Today, DueSoonDays: 30, StaleAfterDays: 180);

    [Test]
    public void Of_nothing_every_count_is_there_and_zero_and_there_is_no_rate()
    {
        var tally = Tally.Of([]);
        Assert.That(tally.Total, Is.Zero);
        Assert.That(tally.ByStatus.Keys, Is.EquivalentTo(Enum.GetValues<Status>()));
        Assert.That(tally.ByDeadlineState.Keys, Is.EquivalentTo(Enum.GetValues<DeadlineState>()));
        Assert.That(tally.ByFreshness.Keys, Is.EquivalentTo(Enum.GetValues<Freshness>()));
        Assert.That(tally.ByStatus.Values.Concat(tally.ByDeadlineState.Values).Concat(tally.ByFreshness.Values), Is.All.Zero);
        Assert.That(tally.CompletionRate, Is.Null);
    }

    [Test]
    public void Buckets_that_come_to_the_same_state_are_added_up()
    {
        var tally = Tally.Of([
            Of(Status.InProgress, 3, due: Today.AddDays(-1), reported: Today),
            Of(Status.OnHold, 2, due: Today.AddDays(-400), reported: Today.AddDays(-181)),
            Of(Status.NotReported, 4),
        ]);
        Assert.That(tally.Total, Is.EqualTo(9));
        Assert.That(tally.ByStatus[Status.InProgress], Is.EqualTo(3));
        Assert.That(tally.ByDeadlineState[DeadlineState.Overdue], Is.EqualTo(5));
        Assert.That(tally.ByDeadlineState[DeadlineState.NoDeadline], Is.EqualTo(4));
        Assert.That(tally.ByFreshness[Freshness.Current], Is.EqualTo(3));
        Assert.That(tally.ByFreshness[Freshness.Stale], Is.EqualTo(2));
        Assert.That(tally.ByFreshness[Freshness.None], Is.EqualTo(4));
    }

    [Test]
    public void Each_axis_adds_up_to_the_total()
    {
        var tally = Tally.Of(Enum.GetValues<Status>().Select(status => Of(status, 1 + (int)status, due: Today)));
        Assert.That(tally.Total, Is.EqualTo(28));
        Assert.That(tally.ByStatus.Values.Sum(), Is.EqualTo(tally.Total));
        Assert.That(tally.ByDeadlineState.Values.Sum(), Is.EqualTo(tally.Total));
        Assert.That(tally.ByFreshness.Values.Sum(), Is.EqualTo(tally.Total));
    }

    [Test]
    public void The_day_moves_the_states_and_not_the_statuses()
    {
        var now = Tally.Of([Of(Status.InProgress, 5, Day, Today.AddDays(10), Today)]);
        var later = Tally.Of([Of(Status.InProgress, 5, Day with { Today = Today.AddDays(200) }, Today.AddDays(10), Today)]);
        Assert.That(now.ByDeadlineState[DeadlineState.DueSoon], Is.EqualTo(5));
        Assert.That(later.ByDeadlineState[DeadlineState.Overdue], Is.EqualTo(5));
        Assert.That(later.ByFreshness[Freshness.Stale], Is.EqualTo(5));
        Assert.That(later.ByStatus, Is.EqualTo(now.ByStatus));
    }

    [TestCase(1, 2, 0, 0, 0.3333)]
    [TestCase(2, 1, 0, 0, 0.6667)]
    [TestCase(1, 2, 7, 9, 0.3333, TestName = "What is cancelled or superseded does not count")]
    [TestCase(0, 3, 0, 0, 0)]
    [TestCase(3, 0, 1, 0, 1)]
    [TestCase(1, 31, 0, 0, 0.0313, TestName = "A half is rounded up")]
    public void The_rate_is_what_is_completed_of_what_counts(int completed, int open, int cancelled, int superseded, decimal rate)
    {
        var tally = Tally.Of([
            Of(Status.Completed, completed),
            Of(Status.NotStarted, open),
            Of(Status.Cancelled, cancelled),
            Of(Status.Superseded, superseded),
        ]);
        Assert.That(tally.CompletionRate, Is.EqualTo(rate));
    }

    [Test]
    public void Where_everything_is_cancelled_or_superseded_there_is_no_rate() =>
        Assert.That(Tally.Of([Of(Status.Cancelled, 2), Of(Status.Superseded, 1)]).CompletionRate, Is.Null);

    private static (StandingView, long) Of(Status status, long count, DateOnly? due = null, DateOnly? reported = null) =>
        Of(status, count, Day, due, reported);

    private static (StandingView, long) Of(Status status, long count, ReportingDay day, DateOnly? due, DateOnly? reported)
    {
        var commitment = new Commitment
        {
            Code = "AB-1",
            Title = "Something",
            Kind = CommitmentKind.Commitment,
            Scope = Scope.Regional,
            Instrument = "AB",
            Theme = "ai",
            Deadline = Deadline.None with { DueOn = due },
        };
        var completedOn = status == Status.Completed ? reported : null;
        return (StandingView.Of(commitment, new RollUp(status, null, completedOn, reported), day), count);
    }
}
