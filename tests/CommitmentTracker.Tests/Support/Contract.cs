using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support;

/// <summary>The contract as the running service gives it, operation by operation.</summary>
internal static class Contract
{
    public static async Task<IReadOnlyList<Operation>> OperationsAsync(HttpClient client)
    {
        var contract = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
        return
        [
            .. contract["paths"]!
                .AsObject()
                .SelectMany(path => path.Value!.AsObject().Select(method => new Operation(path.Key, method.Key, method.Value!))),
        ];
    }
}

/// <summary>One operation of the contract.</summary>
internal sealed record Operation(string Path, string Method, JsonNode Text)
{
    public string Id => (string)Text["operationId"]!;

    public bool IsRead => Method == "get";

    public string Description => (string?)Text["description"] ?? "";

    public IEnumerable<string> Statuses => Text["responses"]!.AsObject().Select(response => response.Key);

    /// <summary>Whether a key is needed even while reading is public.</summary>
    public bool NeedsKey => Text["security"]!.AsArray().All(each => each!.AsObject().Count > 0);

    public IEnumerable<JsonNode> Parameters(string place) =>
        (Text["parameters"]?.AsArray() ?? []).OfType<JsonNode>().Where(parameter => (string?)parameter["in"] == place);

    public override string ToString() => Id;
}
