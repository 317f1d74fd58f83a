using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Domain;

internal sealed class ProgressUpdateTests
{
    [TestCase("completed", 99, ExpectedResult = "report in_progress")]
    [TestCase("completed", 0, ExpectedResult = "report in_progress")]
    [TestCase("completed", 100, ExpectedResult = null)]
    [TestCase("completed", null, ExpectedResult = null)]
    [TestCase("not_started", 1, ExpectedResult = "report in_progress")]
    [TestCase("not_started", 100, ExpectedResult = "report in_progress")]
    [TestCase("not_started", 0, ExpectedResult = null)]
    [TestCase("not_started", null, ExpectedResult = null)]
    [TestCase("in_progress", 0, ExpectedResult = null)]
    [TestCase("in_progress", 100, ExpectedResult = null)]
    [TestCase("on_hold", 50, ExpectedResult = null)]
    [TestCase("cancelled", 100, ExpectedResult = null)]
    public string? What_is_completed_is_done_in_full_and_what_is_not_started_not_at_all(string status, int? percent)
    {
        const string Advice = "report in_progress";
        var fault = ProgressUpdate.PercentFault(EnumCode.Parse<ReportedStatus>(status), percent);
        return fault?.Contains(Advice, StringComparison.Ordinal) == true ? Advice : fault;
    }
}
