using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Domain;

internal sealed class ExpectedVersionTests
{
    [Test]
    public void Without_a_version_nothing_is_changed()
    {
        var refusal = ExpectedVersion.Missing.RefusalAt(3);
        Assert.That((refusal?.Code, refusal?.CurrentVersion), Is.EqualTo(((ErrorCode?)ErrorCode.VersionRequired, (long?)3)));
    }

    [TestCase(new long[] { 2 })]
    [TestCase(new long[] { 4 })]
    [TestCase(new long[] { 1, 2, 4 })]
    [TestCase(new long[] { })]
    public void Another_version_than_the_present_one_is_stale(long[] versions)
    {
        var refusal = ExpectedVersion.OneOf(versions).RefusalAt(3);
        Assert.That((refusal?.Code, refusal?.CurrentVersion), Is.EqualTo(((ErrorCode?)ErrorCode.VersionStale, (long?)3)));
        Assert.That(refusal?.Detail, Does.Contain("version 3"));
    }

    [TestCase(new long[] { 3 })]
    [TestCase(new long[] { 1, 3 })]
    public void The_present_version_lets_a_change_go_on(long[] versions) =>
        Assert.That(ExpectedVersion.OneOf(versions).RefusalAt(3), Is.Null);

    [Test]
    public void Any_version_lets_a_change_go_on() => Assert.That(ExpectedVersion.Any.RefusalAt(3), Is.Null);
}
