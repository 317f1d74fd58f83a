using System.CommandLine;
using System.Diagnostics;

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

/// <summary>What the commands on keys do, with the settings of the service and without serving.</summary>
internal static class KeyTasks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Actor = "command line";

    public static Task<int> CreateAsync(Role role, string name, string? party, DateOnly? expiresOn, CancellationToken cancellation) =>
        WithStoreAsync(
            async (store, clock) =>
            {
                if (Fault(role, name, party, expiresOn, clock.Today) is { } fault)
                {
                    throw new StartException(fault);
                }

                var secret = ApiKey.NewSecret();
                var created = await WriteAsync<ApiKey>(
                    store,
                    async session =>
                        party is not null && !await Parties.HoldsAsync(session, party)
                            ? new Refusal(ErrorCode.UnknownReference, $"There is no party {party}.")
                            : (await ApiKeyTable.AddAsync(session, new NewApiKey(secret, name, role, party, expiresOn), Actor))!,
                    cancellation
                );
                var key = created.Succeeded(out var added, out var refusal) ? added : throw new StartException(refusal.Detail);
                await Console.Error.WriteLineAsync($"Key {key.Id}, shown only this once:");
                await Console.Out.WriteLineAsync(secret);
            }
        );

    public static Task<int> ListAsync(CancellationToken cancellation) =>
        WithStoreAsync(async store =>
        {
            foreach (var key in await store.ReadAsync(ApiKeyTable.ListAsync, cancellation))
            {
                var until =
                    key.RevokedAt is { } revoked ? $"revoked {Stored.Instant(revoked)}"
                    : key.ExpiresOn is { } day ? $"until {Stored.Day(day)}"
                    : "does not expire";
                await Console.Out.WriteLineAsync($"{key.Id}  {EnumCode.Of(key.Role), -11}  {key.Party ?? "-", -8}  {until}  {key.Name}");
            }
        });

    public static Task<int> RevokeAsync(Guid id, CancellationToken cancellation) =>
        WithStoreAsync(async store =>
        {
            var result = await WriteAsync<ApiKey>(
                store,
                async session =>
                    await ApiKeyTable.RevokeAsync(session, id, Actor) is { } revoked
                        ? revoked
                        : new Refusal(ErrorCode.NotFound, $"There is no key {id}."),
                cancellation
            );
            if (!result.Succeeded(out _, out var refusal))
            {
                throw new StartException(refusal.Detail);
            }

            await Console.Out.WriteLineAsync($"Key {id} is revoked.");
        });

    /// <summary>A service beside it may write group after group: a command waits longer for a gap between them than a request would.</summary>
    private static async Task<Result<T>> WriteAsync<T>(
        Store store,
        Func<WriteSession, Task<Result<T>>> write,
        CancellationToken cancellation
    )
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await store.WriteAsync(write, cancellation);
            }
            catch (StoreException fault) when (fault.Fault == StoreFault.Busy && waited.Elapsed < Patience)
            {
                // It has waited for the lock, and nothing was written.
            }
        }
    }

    /// <summary>What keeps the key from being made: the same as over HTTP.</summary>
    private static string? Fault(Role role, string name, string? party, DateOnly? expiresOn, DateOnly today) =>
        !ApiKey.IsName(name) ? $"--name must have 1 to {ApiKey.NameMaxLength} characters in one line, and not only spaces."
        : (role == Role.FocalPoint) != (party is not null) ? "A focal point needs --party, and no other role takes one."
        : expiresOn < today ? $"--expires-on must not be before today, {Stored.Day(today)}."
        : null;

    private static Task<int> WithStoreAsync(Func<Store, Task> work) => WithStoreAsync((store, _) => work(store));

    private static async Task<int> WithStoreAsync(Func<Store, ReportingClock, Task> work)
    {
        var builder = Startup.CreateBuilder([]);
        builder.Services.AddReportingClock().AddDatabase();
        await using var app = builder.Build();
        app.Services.GetRequiredService<IEngine>().Prepare();
        await work(app.Services.GetRequiredService<Store>(), app.Services.GetRequiredService<ReportingClock>());
        return 0;
    }
}
