using CommitmentTracker;
using CommitmentTracker.Clock;
using CommitmentTracker.Commands;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Backups;
using CommitmentTracker.Features;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Health;
using CommitmentTracker.Http.Limits;
using CommitmentTracker.Http.Logs;
using CommitmentTracker.Http.Metrics;
using CommitmentTracker.OpenApi;
using CommitmentTracker.ReferenceData;
using CommitmentTracker.Tracker;

return await Startup.SayWhatIsWrongAsync(() => CommandLine.IsCommand(args) ? CommandLine.RunAsync(args) : ServeAsync(args));

static Task<int> ServeAsync(string[] args)
{
    var builder = Startup.CreateBuilder(args);
    builder.AddLogs().AddMetrics().AddShutdown().AddHttp().AddLimits().AddAccess();
    builder.Services.AddReportingClock().AddDatabase().AddBackups().AddState().AddReferenceData().AddFeatures().AddContract();

    var app = builder.Build();
    app.BeginToPrepare();
    app.UseRequestLog();
    app.UseProxies();
    app.UseHttp();
    app.UseHttpsWhereRequired();
    app.UseLiveness();
    app.UsePrepared();
    app.UseDifferenceByOrigin();
    app.UseRememberedAnswers();
    app.UseErrors();
    app.UseRouting();
    app.UseCors();
    app.UseAccess();
    app.UseRememberedAnswersForKeys();
    app.Use(MediaTypes.DemandAsync);
    app.MapEndpoints(FeatureMap.Root);
    app.MapHealth();
    app.MapMetrics();
    app.MapContract();
    ServedEndpoints.Of(app);
    return app.ServeAsync();
}
