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

    private static string Write(ISwaggerProvider provider, Func<TextWriter, IOpenApiWriter> writerOver)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        provider.GetSwagger(ContractInfo.DocumentName).SerializeAsV31(writerOver(text));
        return text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
