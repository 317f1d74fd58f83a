using System.Globalization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace CommitmentTracker.OpenApi;

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
