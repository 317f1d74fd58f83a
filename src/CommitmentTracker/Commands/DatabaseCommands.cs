using System.CommandLine;

namespace CommitmentTracker.Commands;

/// <summary><c>backup</c>, <c>restore</c> and <c>check</c>: what whoever runs the server does with the database file.</summary>
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

    public static Command CreateCheck()
    {
        var file = new Argument<string?>("file")
        {
            Description = "The database or backup to check; the database of the settings unless said.",
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
