namespace CommitmentTracker.Api.Requests;

internal static class MergePatch
{
    public const string MediaType = "application/merge-patch+json";
}

/// <summary>
/// A JSON Merge Patch (RFC 7396): a member that is left out stays, null takes it away.
/// What comes out must meet the same rules as a record that is sent whole.
/// </summary>
internal sealed class MergePatch<T> : IReadFromRequest<MergePatch<T>>
    where T : class
{
    private readonly JsonObject patch;

    private MergePatch(JsonObject patch) => this.patch = patch;

    public static async ValueTask<MergePatch<T>> ReadAsync(HttpContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            Check(body.GetBuffer().AsSpan(0, (int)body.Length));
            body.Position = 0;
            var options = new JsonDocumentOptions { MaxDepth = JsonSetup.MaxDepth, AllowDuplicateProperties = false };
            return JsonNode.Parse(body, null, options) is JsonObject patch
                ? new MergePatch<T>(patch)
                : throw new RefusalException(new Refusal(ErrorCode.MalformedBody, "The body must be a JSON object."));
        }
        catch (JsonException fault)
        {
            throw new RefusalException(JsonFaults.Explain(fault));
        }
        catch (InvalidOperationException)
        {
            throw new RefusalException(new Refusal(ErrorCode.MalformedBody, "The body holds text that is not well-formed Unicode."));
        }
    }

    /// <summary>The record that the patch makes of <paramref name="current"/>.</summary>
    internal Result<T> ApplyTo(T current, IValidator<T> validator)
    {
        var target = JsonSerializer.SerializeToNode(current, JsonSetup.Contract)!.AsObject();
        try
        {
            var patched = Merge(target, patch).Deserialize<T>(JsonSetup.Requests)!;
            var result = validator.Validate(patched);
            return result.IsValid ? patched : Faults.Refusal(result.Errors);
        }
        catch (JsonException fault)
        {
            return JsonFaults.Explain(fault);
        }
    }

    /// <summary>
    /// Reads every name and text once, which fails where one is no Unicode. Left to itself the framework reads them when they are used,
    /// too late to tell that from a fault of ours, or stores something else in their place. What holds more than any operation takes is
    /// refused here too, before anything is made of it: a patch is applied while other changes wait.
    /// </summary>
    private static void Check(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = JsonSetup.MaxDepth });
        Span<int> counts = stackalloc int[JsonSetup.MaxDepth + 1];
        var name = "$";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    continue;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    continue;
                case JsonTokenType.String:
                    reader.GetString();
                    break;
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    counts[reader.CurrentDepth + 1] = 0;
                    break;
            }

            if (++counts[reader.CurrentDepth] > ListLimit.MaxItems)
            {
                throw new RefusalException(Refusal.Of(reader.CurrentDepth == 1 ? "$" : name, ListLimit.Fault));
            }
        }
    }

    private static JsonObject Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            // Null stands for "none": a member that cannot be without a value refuses it, instead of falling back to some default.
            target[name] = value is JsonObject inner ? Merge(target[name] as JsonObject ?? [], inner) : value?.DeepClone();
        }

        return target;
    }
}
