using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.OpenApi;

/// <summary>Where the contract is read: as YAML, as JSON, and as a page.</summary>
internal static class ContractPages
{
    private const string Page = "/swagger";

    /// <summary>The page runs scripts and styles of its own; everything else of ours runs none.</summary>
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    public static void MapContract(this WebApplication app)
    {
        app.MapGet(
                "/openapi.yaml",
                (ContractText text, HttpRequest request) => Answer.Text(text.YamlAt(request.PathBase), "application/yaml")
            )
            .OpenToReaders()
            .ExcludeFromDescription();
        app.MapGet(
                "/openapi.json",
                (ContractText text, HttpRequest request) => Answer.Text(text.JsonAt(request.PathBase), "application/json")
            )
            .OpenToReaders()
            .ExcludeFromDescription();
        app.Use(next =>
        {
            // Made when it is first asked for: it reads its files from the assembly, and most processes are never asked.
            var page = new Lazy<RequestDelegate>(() => PageBefore(((IApplicationBuilder)app).New(), next));
            return context => context.Request.Path.StartsWithSegments(Page) ? page.Value(context) : next(context);
        });
    }

    private static RequestDelegate PageBefore(IApplicationBuilder branch, RequestDelegate next)
    {
        branch.Use(GuardPageAsync);
        branch.UseSwaggerUI(page =>
        {
            page.DocumentTitle = ContractInfo.Title;
            // From the page, which may stand under a path of a proxy's.
            page.SwaggerEndpoint("../openapi.json", ContractInfo.Title);
        });
        branch.Run(next);
        return branch.Build();
    }

    private static Task GuardPageAsync(HttpContext context, RequestDelegate next)
    {
        var isOpen = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.PublicRead;
        context.Response.Headers.ContentSecurityPolicy = PagePolicy;
        return isOpen || context.User.Identity is { IsAuthenticated: true } ? next(context) : context.ChallengeAsync();
    }
}
