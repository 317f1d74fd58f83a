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
                .SelectMany(path => path.Value!.AsObject().Select(method => new Operation(path.Key, method.Key, method.Value!, contract))),
        ];
    }
}

/// <summary>One operation of the contract.</summary>
internal sealed record Operation(string Path, string Method, JsonNode Text, JsonNode Contract)
{
    public string Id => (string)Text["operationId"]!;

    public bool IsRead => Method == "get";

    public string Description => (string?)Text["description"] ?? "";

    public IEnumerable<string> Statuses => Text["responses"]!.AsObject().Select(response => response.Key);

    /// <summary>The ways to be let in: its own, or else those of the whole contract.</summary>
    public JsonArray Security => (Text["security"] ?? Contract["security"])!.AsArray();

    /// <summary>Whether a key is needed even while reading is public.</summary>
    public bool NeedsKey => Security.All(each => each!.AsObject().Count > 0);

    public IEnumerable<JsonNode> Parameters(string place) =>
        (Text["parameters"]?.AsArray() ?? [])
            .OfType<JsonNode>()
            .Select(Resolved)
            .Where(parameter => (string?)parameter["in"] == place)
            .Select(WithSchema);

    public override string ToString() => Id;

    /// <summary>The parameter with the schemas that it leads to in their places.</summary>
    private JsonNode WithSchema(JsonNode parameter)
    {
        var whole = parameter.DeepClone();
        var schema = Resolved(whole["schema"]!).DeepClone();
        if (schema["items"] is { } items)
        {
            schema["items"] = Resolved(items).DeepClone();
        }

        whole["schema"] = schema;
        return whole;
    }

    /// <summary>What stands here, or in the component that a reference here leads to.</summary>
    public JsonNode Resolved(JsonNode node) =>
        (string?)node["$ref"] is { } reference ? reference.Split('/').Skip(1).Aggregate(Contract, (at, name) => at[name]!) : node;
}
