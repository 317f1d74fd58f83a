using CommitmentTracker;
using CommitmentTracker.Clock;
using CommitmentTracker.Commands;
using CommitmentTracker.Database;
using CommitmentTracker.Features;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.OpenApi;

if (args is ["health"])
{
    return await HealthCommand.RunAsync();
}

var builder = WebApplication.CreateBuilder(args);
builder.AddHttp().AddAccess();
builder.Services.AddReportingClock().AddDatabase().AddFeatures().AddContract();

var app = builder.Build();
app.UseHttp();
app.UseRouting();
app.UseAccess();
app.MapFeatures();
app.MapHealth();
app.MapContract();

return await app.StartAndServeAsync();
