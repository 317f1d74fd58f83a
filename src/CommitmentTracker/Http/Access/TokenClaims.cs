using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CommitmentTracker.Http.Access;

/// <summary>
/// What a token says, by the name of a claim or the path to one inside others: <c>realm_access.roles</c>. A name may hold dots itself, as
/// those that are addresses do, so that every way to read the path is tried, the longest name first.
/// </summary>
internal sealed class TokenClaims(JsonElement payload)
{
    public static TokenClaims Of(JsonWebToken token)
    {
        using var document = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return new TokenClaims(document.RootElement.Clone());
    }

    /// <summary>The text there, or each of a list of texts; none where there is nothing, or something else.</summary>
    public IReadOnlyList<string> All(string path) =>
        Find(payload, path) switch
        {
            { ValueKind: JsonValueKind.String } text => [text.GetString()!],
            { ValueKind: JsonValueKind.Array } list =>
            [
                .. list.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!),
            ],
            _ => [],
        };

    /// <summary>The one text there; null where there is none or more than one.</summary>
    public string? One(string path) => All(path) is [var only] ? only : null;

    private static JsonElement? Find(JsonElement within, string path)
    {
        if (within.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (within.TryGetProperty(path, out var whole))
        {
            return whole;
        }

        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            if (within.TryGetProperty(path[..dot], out var inner) && Find(inner, path[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
