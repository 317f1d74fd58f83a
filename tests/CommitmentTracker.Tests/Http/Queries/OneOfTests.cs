using CommitmentTracker.Api.Queries;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Http.Queries;

internal sealed class OneOfTests
{
    [Test]
    public void Every_value_is_read_from_its_name_in_camel_case()
    {
        Assert.That(OneOf<Grouping>.Names, Is.EqualTo(["memberState", "body", "instrument", "theme"]));
        foreach (var (name, value) in OneOf<Grouping>.Names.Zip(Enum.GetValues<Grouping>()))
        {
            var read = OneOf<Grouping>.Read(name);
            Assert.That((read.Value, read.Fault), Is.EqualTo((value, (string?)null)));
        }
    }

    [TestCase("")]
    [TestCase("MemberState")]
    [TestCase("member_state")]
    [TestCase(" theme")]
    [TestCase("0")]
    [TestCase("theme,body")]
    public void Anything_else_is_a_fault_that_says_what_is_allowed(string text)
    {
        Assert.That(OneOf<Grouping>.Read(text).Fault, Is.EqualTo("must be one of memberState, body, instrument, theme"));
    }
}
