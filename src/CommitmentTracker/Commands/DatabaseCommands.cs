using System.CommandLine;

namespace CommitmentTracker.Commands;

/// <summary><c>backup</c>, <c>restore</c>, <c>check</c> and <c>copy</c>: what whoever runs the server does with the database.</summary>
internal static class DatabaseCommands
{
    public static Command CreateBackup()
    {
        var to = new Option<string?>("--to") { Description = "The file to make; by itself one in the folder Backups__Folder." };
        var command = new Command("backup", "Copy the database to a file and check the copy, also while the service runs.") { to };
        command.SetAction((parsed, cancellation) => DatabaseTasks.BackUpAsync(parsed.GetValue(to), cancellation));
        return command;
    }

    public static Command CreateRestore()
    {
        var file = new Argument<string>("file") { Description = "The backup." };
        var command = new Command("restore", "Put a backup in the place of the database, while the service is stopped.") { file };
        command.SetAction((parsed, cancellation) => DatabaseTasks.RestoreAsync(parsed.GetRequiredValue(file), cancellation));
        return command;
    }

    public static Command CreateCopy()
    {
        var to = new Option<string>("--to")
        {
            Description = $"An empty database, as {EngineSetup.Places}; the schema is made there.",
            Required = true,
        };
        var command = new Command(
            "copy",
            "Copy the database of the settings into an empty one of any engine, while the service is stopped."
        )
        {
            to,
        };
        command.SetAction((parsed, cancellation) => DatabaseTasks.CopyAsync(parsed.GetRequiredValue(to), cancellation));
        return command;
    }

    public static Command CreateCheck()
    {
        var file = new Argument<string?>("file")
        {
            Description =
                "The database or backup to check, as the settings name one of its engine; the database of the settings unless said.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("check", "Check a database, also while the service runs: the file, and the journal against the state.")
        {
            file,
        };
        command.SetAction((parsed, cancellation) => DatabaseTasks.CheckAsync(parsed.GetValue(file), cancellation));
        return command;
    }
}

/// <summary>What the commands on the database file do, with the settings of the service and without serving.</summary>
internal static class DatabaseTasks
{
    public static Task<int> BackUpAsync(string? to, CancellationToken cancellation) =>
        WithServicesAsync(async services =>
        {
            var backup = await services.GetRequiredService<IBackups>().WriteAsync(to, cancellation);
            await SayAsync($"{backup.Path}: {backup.Bytes:N0} bytes, checked, with the journal up to change {backup.Outcome.LastChange}.");
            return 0;
        });

    public static Task<int> RestoreAsync(string file, CancellationToken cancellation) =>
        WithServicesAsync(async services =>
        {
            var restored = await services.GetRequiredService<IBackups>().RestoreAsync(file, cancellation);
            var path = services.GetRequiredService<IEngine>().Place;
            await SayAsync($"{path} is now {restored.From}, checked, with the journal up to change {restored.Outcome.LastChange}.");
            await SayAsync(restored.Kept is { } kept ? (FormattableString)$"What was there before is {kept}." : $"There was none before.");
            return 0;
        });

    public static Task<int> CopyAsync(string place, CancellationToken cancellation) =>
        WithServicesAsync(async services =>
        {
            var time = services.GetRequiredService<TimeProvider>();
            using var to = EngineSetup.Named(place, time);
            var from = services.GetRequiredService<IEngine>();
            var outcome = await DatabaseTransfer.RunAsync(from, to, time, cancellation);
            await SayAsync(
                $"{to.Place} is a copy of {from.Place}, checked: {outcome.Commitments:N0} commitments, and the journal up to change {outcome.LastChange}."
            );
            return 0;
        });

    public static Task<int> CheckAsync(string? file, CancellationToken cancellation) =>
        WithServicesAsync(async services =>
        {
            var settings = services.GetRequiredService<IEngine>();
            using var named = file is null ? null : settings.At(file);
            var engine = named ?? settings;
            var outcome = await DatabaseCheck.RunAsync(engine, cancellation);
            foreach (var finding in outcome.Findings.Listed)
            {
                await Console.Out.WriteLineAsync(finding);
            }

            await SayAsync(Closing(engine.Place, outcome));
            return outcome.IsSound ? 0 : 1;
        });

    private static FormattableString Closing(string path, CheckOutcome outcome)
    {
        var found = outcome.Findings;
        var unlisted = found.Count - found.Listed.Count;
        return (outcome, unlisted) switch
        {
            ({ IsSound: true, HasRecords: true }, _) =>
                $"{path} is sound: {outcome.Commitments:N0} commitments, and the journal up to change {outcome.LastChange} agrees with them.",
            ({ IsSound: true }, _) =>
                $"{path} is sound as a file. It is of an earlier version (migration {outcome.Schema}): its records can be checked once the service has started with it.",
            (_, > 0) => $"And {unlisted:N0} more. {path} is not sound: {found.Count:N0} findings.",
            _ => $"{path} is not sound: {(found.Count == 1 ? "1 finding" : $"{found.Count} findings")}.",
        };
    }

    private static Task SayAsync(FormattableString line) => Console.Out.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));

    private static async Task<int> WithServicesAsync(Func<IServiceProvider, Task<int>> work)
    {
        var builder = Startup.CreateBuilder([]);
        builder.Services.AddReportingClock().AddDatabase().AddBackups();
        await using var app = builder.Build();
        try
        {
            return await work(app.Services);
        }
        catch (OperationCanceledException)
        {
            throw new StartException("Broken off; nothing was changed.");
        }
    }
}
