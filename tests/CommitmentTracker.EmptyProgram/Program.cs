// The least that the framework starts: what the service's own start is held against.
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "empty");
app.Run();
