using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests;

[Parallelizable(ParallelScope.Self)]
internal sealed class OperationsSettingsTests
{
    private string folder = null!;

    [OneTimeSetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("Backups__Folder", "Backups:Folder= ")]
    [TestCase("Backups__EveryHours", "Backups:EveryHours=-1")]
    [TestCase("Backups__Keep", "Backups:Keep=0")]
    [TestCase("Shutdown__TimeoutSeconds", "Shutdown:TimeoutSeconds=0")]
    [TestCase("Logs__Format", "Logs:Format=xml")]
    [TestCase("Logs__SlowRequestMilliseconds", "Logs:SlowRequestMilliseconds=-1")]
    [TestCase("Metrics:Enabled", "Metrics:Enabled=perhaps")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string named, string setting)
    {
        var run = await CommandRun.OfAsync(Path.Combine(folder, "commitments.db"), ["--urls=http://127.0.0.1:0", $"--{setting}"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(run.Errors, Does.Contain(named));
            Assert.That(run.Errors.Trim(), Does.Not.Contain("\n"));
            Assert.That(Directory.GetFiles(folder), Is.Empty, "a wrong setting leaves no trace");
        });
    }
}
