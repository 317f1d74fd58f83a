using System.Text.Json.Nodes;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Torture.Support;

/// <summary>An operation of the contract that takes a body, at an address that exists.</summary>
internal sealed record BodyOperation(string Id, string Method, string Path, string MediaType)
{
    public bool IsImport => Id == "ImportSheet";

    public static async Task<IReadOnlyList<BodyOperation>> AllAsync(PublishedService service)
    {
        var contract = JsonNode.Parse(await service.Public.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
        return
        [
            .. contract["paths"]!
                .AsObject()
                .SelectMany(path => path.Value!.AsObject().Select(method => (Path: path.Key, Method: method.Key, Text: method.Value!)))
                .Where(each => each.Text["requestBody"] is not null)
                .SelectMany(each =>
                    each.Text["requestBody"]!["content"]!
                        .AsObject()
                        .Select(body => new BodyOperation(
                            (string)each.Text["operationId"]!,
                            each.Method.ToUpperInvariant(),
                            AddressOf(each.Path),
                            body.Key
                        ))
                ),
        ];
    }

    private static string AddressOf(string path) =>
        path.Replace("bodies/{code}", "bodies/WG-AI", StringComparison.Ordinal)
            .Replace("instruments/{code}", "instruments/HANOI-2026", StringComparison.Ordinal)
            .Replace("{code}", "HND-10", StringComparison.Ordinal)
            .Replace("{party}", "VN", StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal)
            .Replace("{id}", "019bc5a4-7c00-7000-8000-000000000001", StringComparison.Ordinal)
        + (path.EndsWith("/imports", StringComparison.Ordinal) ? "?of=commitments&dryRun=true" : "");
}
