using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Domain;

internal sealed class EnumCodeTests
{
    [TestCase("in_progress", Status.InProgress)]
    [TestCase("not_reported", Status.NotReported)]
    [TestCase("completed", Status.Completed)]
    public void A_code_is_snake_case(string code, Status status)
    {
        Assert.That(EnumCode.Of(status), Is.EqualTo(code));
        Assert.That(EnumCode.Parse<Status>(code), Is.EqualTo(status));
    }

    [TestCase("99")]
    [TestCase("7")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("2")]
    [TestCase("")]
    [TestCase(" ")]
    [TestCase(" oPEN ")]
    [TestCase("a, b")]
    [TestCase("InProgress")]
    [TestCase("inProgress")]
    [TestCase("IN_PROGRESS")]
    [TestCase("In_progress")]
    [TestCase("in-progress")]
    [TestCase("in progress")]
    [TestCase("inprogress")]
    [TestCase(" in_progress")]
    [TestCase("in_progress ")]
    [TestCase("in_progress\n")]
    [TestCase("in_progress\0")]
    [TestCase("in_progress,completed")]
    [TestCase("not_started, in_progress")]
    [TestCase("ın_progress", Description = "a dotless i")]
    [TestCase(null)]
    public void Anything_but_the_exact_code_is_refused(string? text)
    {
        Assert.That(EnumCode.TryParse<Status>(text, out var value), Is.False);
        Assert.That(value, Is.Default);
    }

    [Test]
    public void What_is_stored_wrongly_is_not_taken_for_something_else()
    {
        Assert.That(() => EnumCode.Parse<Status>("open"), Throws.TypeOf<FormatException>().With.Message.EqualTo("'open' is not a Status."));
        Assert.That(() => EnumCode.ParseOrNull<Status>("7"), Throws.TypeOf<FormatException>());
        Assert.That(EnumCode.ParseOrNull<Status>(null), Is.Null);
    }

    [TestCaseSource(nameof(Enums))]
    public void Every_value_has_a_code_of_its_own_and_comes_back_from_it(Type type) =>
        typeof(EnumCodeTests).GetMethod(nameof(Check))!.MakeGenericMethod(type).Invoke(null, null);

    [Test]
    public void What_a_party_can_report_is_a_status_by_the_same_name() =>
        Assert.That(EnumCode.All<ReportedStatus>(), Is.EqualTo(EnumCode.All<Status>().Except(["not_reported", "superseded"])));

    public static void Check<T>()
        where T : struct, Enum
    {
        var codes = EnumCode.All<T>();
        Assert.That(codes, Has.Count.EqualTo(Enum.GetValues<T>().Length).And.Unique);
        Assert.That(codes, Is.All.Matches("^[a-z]+(_[a-z]+)*$"));
        Assert.That(codes.Select(EnumCode.Parse<T>), Is.EqualTo(Enum.GetValues<T>()));
    }

    private static IEnumerable<TestCaseData> Enums() =>
        typeof(Status)
            .Assembly.GetTypes()
            .Where(type => type.IsEnum)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => new TestCaseData(type).SetArgDisplayNames(type.FullName!));
}
