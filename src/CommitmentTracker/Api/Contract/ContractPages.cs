using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace CommitmentTracker.Api.Contract;

/// <summary>Where the contract is read: as YAML, as JSON, and as a page.</summary>
internal static class ContractPages
{
    private const string Page = "/swagger";

    /// <summary>The page runs scripts and styles of its own; everything else of ours runs none.</summary>
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    public static void MapContract(this IEndpointRouteBuilder app)
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
    }

    public static void UseContractPage(this IApplicationBuilder app) =>
        app.Use(next =>
        {
            // Made when it is first asked for: it reads its files from the assembly, and most processes are never asked.
            var page = new Lazy<RequestDelegate>(() => PageBefore(app.New(), next));
            return context => context.Request.Path.StartsWithSegments(Page) ? page.Value(context) : next(context);
        });

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

/// <summary>The contract as text, made once.</summary>
internal sealed class ContractText(ISwaggerProvider provider)
{
    private readonly Lazy<string> yaml = new(() => ContractYaml.Tidy(Write(provider, writer => new OpenApiYamlWriter(writer))));
    private readonly Lazy<string> json = new(() => Write(provider, writer => new OpenApiJsonWriter(writer)));

    public string Yaml => yaml.Value;

    public string Json => json.Value;

    /// <summary>The same for a service that stands under a path of a proxy's.</summary>
    public string YamlAt(PathString pathBase) =>
        pathBase.HasValue
            ? Yaml.Replace("\n  - url: /\n", $"\n  - url: \"{pathBase.ToUriComponent()}\"\n", StringComparison.Ordinal)
            : Yaml;

    public string JsonAt(PathString pathBase) =>
        pathBase.HasValue ? Json.Replace("\"url\": \"/\"", $"\"url\": \"{pathBase.ToUriComponent()}\"", StringComparison.Ordinal) : Json;

    private static string Write(ISwaggerProvider provider, Func<TextWriter, IOpenApiWriter> writerOver)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        provider.GetSwagger(ContractInfo.DocumentName).SerializeAsV31(writerOver(text));
        return text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}

/// <summary>
/// The contract's YAML as people write it: a list of plain values, or a reference alone, stands on the line of its key, and what readers
/// of YAML 1.1 take for something else stands in quotes.
/// </summary>
internal static partial class ContractYaml
{
    private const int Width = 140;

    public static string Tidy(string written)
    {
        var quoted = BareOn().Replace(written, "$1'on'");
        var withLists = ListOfPlainValues().Replace(quoted, OnOneLine);
        return ReferenceAlone().Replace(withLists, "${key} { ${reference} }\n");
    }

    private static string OnOneLine(Match list)
    {
        var key = list.Groups["key"].Value;
        var values = list.Groups["value"].Captures.Select(value => value.Value).ToList();
        var text = new StringBuilder(key).Append(" [").Append(values[0]);
        var length = text.Length;
        foreach (var value in values.Skip(1))
        {
            text.Append(',');
            length += value.Length + 2;
            if (length >= Width)
            {
                text.Append('\n').Append(list.Groups["indent"].Value);
                length = list.Groups["indent"].Length + value.Length;
                text.Append(value);
                continue;
            }

            text.Append(' ').Append(value);
        }

        return text.Append("]\n").ToString();
    }

    /// <summary>A bare <c>on</c>, as a key or in a list: readers of YAML 1.1 take it for true.</summary>
    [GeneratedRegex("^( +(?:- )?)on(?=:|$)", RegexOptions.Multiline)]
    private static partial Regex BareOn();

    /// <summary>A key, and below it values that are plain words or stand in single quotes, and nothing else.</summary>
    [GeneratedRegex(
        @"^(?<key> *(?:- )?[\w-]+:) *\n(?:(?<indent> +)- (?<value>[\w./+-]+|'(?:[^'\n]|'')*')\n)(?:\k<indent>- (?<value>[\w./+-]+|'(?:[^'\n]|'')*')\n)*(?!\k<indent>[- ])",
        RegexOptions.Multiline
    )]
    private static partial Regex ListOfPlainValues();

    /// <summary>A key, and below it a reference and nothing else.</summary>
    [GeneratedRegex(@"^(?<key> *(?:'\d+'|[\w-]+):)\n(?<indent> +)(?<reference>\$ref: '[^'\n]*')\n(?!\k<indent>\S)", RegexOptions.Multiline)]
    private static partial Regex ReferenceAlone();
}
