using CommitmentTracker;
using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Features;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.ReferenceData;

var builder = WebApplication.CreateBuilder(args);
builder.AddHttp();
builder.Services.AddReportingClock().AddDatabase().AddReferenceData().AddAccess().AddFeatures();

var app = builder.Build();
app.UseHttp();
app.UseRouting();
app.UseAccess();
app.MapFeatures();

return await app.StartAndServeAsync();
