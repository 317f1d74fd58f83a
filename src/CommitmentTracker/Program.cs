using CommitmentTracker;
using CommitmentTracker.Clock;
using CommitmentTracker.Commands;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Backups;
using CommitmentTracker.Features;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Limits;
using CommitmentTracker.OpenApi;
using CommitmentTracker.ReferenceData;

return await Startup.SayWhatIsWrongAsync(() => CommandLine.IsCommand(args) ? CommandLine.RunAsync(args) : ServeAsync(args));

static Task<int> ServeAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddQuietLogs().AddHttp().AddLimits().AddAccess();
    builder.Services.AddReportingClock().AddDatabase().AddBackups().AddReferenceData().AddFeatures().AddContract();

    var app = builder.Build();
    app.UseProxies();
    app.UseHttp();
    app.UseHttpsWhereRequired();
    app.UseRouting();
    app.UseOrigins();
    app.UseAccess();
    app.MapFeatures();
    app.MapHealth();
    app.MapContract();
    return app.StartAndServeAsync();
}
