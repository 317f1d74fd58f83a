using System.CommandLine;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Commands;

/// <summary><c>keys</c>: creates, lists and revokes keys at the database itself, for when no key is left.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Create, list and revoke keys.") { CreateKey(), ListKeys(), RevokeKey() };

    private static Command CreateKey()
    {
        var role = new Option<string>("--role") { Description = "What the key lets its holder do.", Required = true };
        role.AcceptOnlyFromAmong([.. EnumCode.All<Role>()]);
        var name = new Option<string>("--name") { Description = "Whose key it is, or what for.", Required = true };
        var party = new Option<string?>("--party") { Description = "The party that a focal point reports for, such as VN." };
        var expiresOn = new Option<DateOnly?>("--expires-on") { Description = "The last day on which it is valid, as YYYY-MM-DD." };
        var command = new Command("create", "Create a key and print it, this once.") { role, name, party, expiresOn };
        command.SetAction(
            (parsed, cancellation) =>
                KeyTasks.CreateAsync(
                    EnumCode.Parse<Role>(parsed.GetRequiredValue(role)),
                    parsed.GetRequiredValue(name),
                    parsed.GetValue(party),
                    parsed.GetValue(expiresOn),
                    cancellation
                )
        );
        return command;
    }

    private static Command ListKeys()
    {
        var command = new Command("list", "List the keys; never the keys themselves, which are not stored.");
        command.SetAction((_, cancellation) => KeyTasks.ListAsync(cancellation));
        return command;
    }

    private static Command RevokeKey()
    {
        var id = new Argument<Guid>("id") { Description = "The key's id, from the list." };
        var command = new Command("revoke", "Revoke a key; it is refused from its next call on.") { id };
        command.SetAction((parsed, cancellation) => KeyTasks.RevokeAsync(parsed.GetValue(id), cancellation));
        return command;
    }
}
