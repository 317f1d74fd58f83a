using CommitmentTracker.TestStand;
using CommitmentTracker.Torture;
using CommitmentTracker.Torture.Support;
using CommitmentTracker.Torture.Trials;

// Usage: [--short] [--app FOLDER] [NAME...]
ITrial[] all =
[
    new KillTrial(),
    new FullDiskTrial(),
    new ForeignLockTrial(),
    new DamagedFileTrial(),
    new ClockTrial(),
    new SlowClientsTrial(),
    new LargeBodiesTrial(),
    new ImportsTrial(),
    new FuzzTrial(),
    new SoakTrial(),
    new BackupTrial(),
    new InstancesTrial(),
    new PausedServerTrial(),
    new CutConnectionsTrial(),
    new SameRecordTrial(),
    new FullDiskOfServerTrial(),
];

var arguments = args.ToList();
var isShort = arguments.Remove("--short");
string? folder = null;
if (arguments.IndexOf("--app") is var at and >= 0)
{
    folder = Path.GetFullPath(arguments[at + 1]);
    arguments.RemoveRange(at, 2);
}

if (arguments.Except(all.Select(trial => trial.Name)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no trial {unknown}. There are: {string.Join(", ", all.Select(trial => trial.Name))}.");
    return 2;
}

if (await OwnNamespace.RunAgainAsync(args) is { } ended)
{
    return ended;
}

folder ??= await PublishedApp.FolderAsync();
var score = new Score();
foreach (var trial in all.Where(trial => arguments.Count == 0 || arguments.Contains(trial.Name)))
{
    await score.RunAsync(trial, folder, isShort);
}

Console.WriteLine(score);
return score.Failed == 0 ? 0 : 1;
