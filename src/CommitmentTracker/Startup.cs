using CommitmentTracker.Api;
using CommitmentTracker.Data.Facts;
using CommitmentTracker.Features.Spreadsheets.Imports;

namespace CommitmentTracker;

/// <summary>What happens before the first request: everything that can be wrong is found here, and said in a sentence.</summary>
internal static class Startup
{
    private const string WithoutWatching = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>
    /// The settings file is the one beside the program, wherever it is started from, and nobody watches it: settings are read at the start,
    /// and a watch on the folder / is one on every folder there is.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args) =>
        WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = [WithoutWatching, .. args], ContentRootPath = AppContext.BaseDirectory }
        );

    /// <summary>Looks at the settings, and begins to prepare the database while the program goes on to put the service together.</summary>
    public static void BeginToPrepare(this WebApplication app)
    {
        app.Services.CheckSettings();
        app.Services.GetRequiredService<Preparation>().Begin(() => PrepareAsync(app.Services));
    }

    /// <summary>Requests that come before the preparation is done wait for it; where it fails, the program ends.</summary>
    public static void UsePrepared(this WebApplication app)
    {
        var preparation = app.Services.GetRequiredService<Preparation>();
        app.Use((context, next) => preparation.IsDone ? next(context) : WaitAsync(context, next));

        async Task WaitAsync(HttpContext context, RequestDelegate next)
        {
            await preparation.Done.WaitAsync(context.RequestAborted);
            await next(context);
        }
    }

    /// <summary>Listens while the database is still being prepared.</summary>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        await using (app)
        {
            // Both to their end, also where one fails: what is being prepared needs the services.
            await Task.WhenAll(app.Services.GetRequiredService<Preparation>().Done, ListenAsync(app));
            await app.WaitForShutdownAsync();
            return 0;
        }
    }

    /// <summary>The later part of the pipeline last: until the database is prepared, it would only take the processor from it.</summary>
    private static async Task ListenAsync(WebApplication app)
    {
        await app.StartAsync();
        await app.Services.GetRequiredService<Preparation>().Done;
        var later = app.Services.GetRequiredService<LaterPipeline>().Built;
        later.Start(TaskScheduler.Default);
        await later;
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        var engine = services.GetRequiredService<IEngine>();
        engine.Prepare();
        TellOf(engine, services.GetRequiredService<ILogger<Preparation>>());
        await services.GetRequiredService<AbandonedImports>().ResumeAsync(CancellationToken.None);
        await services.GetRequiredService<ReferenceDataLoader>().LoadAsync(CancellationToken.None);
        // A damaged database is told of here, before anyone relies on the service.
        await services.GetRequiredService<LiveState>().CurrentAsync(CancellationToken.None);
        await services.GetRequiredService<BootstrapKey>().EnsureAsync(Console.Out, CancellationToken.None);
    }

    /// <summary>What a commit waits for may be somebody else's to say, and whoever runs the service should know it.</summary>
    private static void TellOf(IEngine engine, ILogger logger)
    {
        logger.LogInformation(
            "The database is {Engine} {Version} at {Place}: {Durability}",
            engine.Name,
            engine.Version,
            engine.Place,
            engine.Durability
        );
        if (!engine.IsDurable)
        {
            logger.LogWarning(
                "The database acknowledges what is not on its disk: when it fails, changes may be lost that callers were told are stored"
            );
        }
    }

    /// <summary>Runs the program; what keeps it from starting becomes one sentence and the exit code 1.</summary>
    public static async Task<int> SayWhatIsWrongAsync(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (Exception fault) when (SentenceFor(fault) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>Before anything is made: a wrong setting should leave no trace.</summary>
    private static void CheckSettings(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (AggregateException faults)
        {
            throw new StartException(
                string.Join(Environment.NewLine, faults.InnerExceptions.Select(fault => SentenceFor(fault) ?? fault.Message)),
                faults
            );
        }
    }

    private static string? SentenceFor(Exception fault) =>
        fault switch
        {
            StartException or DatabaseFileException or OptionsValidationException => fault.Message,
            // A setting that is no number or no yes-or-no at all never reaches the validation; the message names it and its value.
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => $"A setting is wrong: {fault.Message}",
            StoreException { Fault: StoreFault.Busy } => "Another program is writing to the database: stop it, then start again.",
            StoreException { Fault: StoreFault.Full } => "The disk of the database is full: make room, then start again.",
            StoreException { Fault: StoreFault.Unavailable or StoreFault.Damaged, InnerException: { } cause } =>
                $"The database cannot be used: {cause.Message}",
            IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
                $"{fault.Message} Stop what listens there, or set ASPNETCORE_URLS to another address.",
            _ => null,
        };
}
