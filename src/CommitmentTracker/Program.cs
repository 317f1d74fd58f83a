using CommitmentTracker;
using CommitmentTracker.Api.Contract;
using CommitmentTracker.Api.Health;
using CommitmentTracker.Api.Limits;
using CommitmentTracker.Api.Logs;
using CommitmentTracker.Api.Metrics;
using CommitmentTracker.Commands;
using CommitmentTracker.Data.Facts;
using CommitmentTracker.Features.Pages;

return await Startup.SayWhatIsWrongAsync(() => CommandLine.IsCommand(args) ? CommandLine.RunAsync(args) : ServeAsync(args));

static Task<int> ServeAsync(string[] args)
{
    var builder = Startup.CreateBuilder(args);
    builder.AddLogs().AddMetrics().AddShutdown().AddHttp().AddLimits().AddAccess();
    builder.Services.AddReportingClock().AddDatabase().AddBackups().AddState().AddReferenceData().AddFeatures().AddPages().AddContract();

    var app = builder.Build();
    app.BeginToPrepare();
    app.UseRequestLog();
    app.UseProxies();
    app.UseHttp();
    app.UseHttpsWhereRequired();
    app.UseLiveness();
    app.UsePrepared();
    app.UseSessions();
    app.UseLatestData();
    app.UseDifferenceByOrigin();
    app.UseRememberedAnswers();
    app.UseOwnCalls();
    app.UseErrors();
    app.UseReadiness();
    app.UseLater(later =>
    {
        later.UseRouting();
        later.UseCors();
        later.UseAccess();
        later.UseRememberedAnswersForKeys();
        later.Use(MediaTypes.DemandAsync);
        later.UseContractPage();
        later.UseEndpoints(routes =>
        {
            routes.MapEndpoints(FeatureMap.Root);
            routes.MapHealth();
            routes.MapMetrics();
            routes.MapContract();
            routes.MapPages();
            ServedEndpoints.Of(routes);
        });
    });
    return app.ServeAsync();
}
