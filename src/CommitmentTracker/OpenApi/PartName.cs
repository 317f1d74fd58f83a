using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CommitmentTracker.OpenApi;

/// <summary>
/// The name that a part of the contract has once several operations share it. Whoever makes the part knows it; <see cref="SharedParts"/>
/// uses it and takes it off again.
/// </summary>
internal static class PartName
{
    private const string Mark = "x-part-name";

    public static void Give(IOpenApiExtensible part, string name)
    {
        part.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        part.Extensions[Mark] = new JsonNodeExtension(name);
    }

    public static string? Take(IOpenApiExtensible part)
    {
        if (part.Extensions?.Remove(Mark, out var name) != true)
        {
            return null;
        }

        if (part.Extensions.Count == 0)
        {
            part.Extensions = null;
        }

        return (string?)((JsonNodeExtension)name!).Node;
    }

    /// <summary>snake_case, kebab-case or camelCase as the names of components are written: <c>IfNoneMatch</c>, <c>RoundClosed</c>.</summary>
    public static string Of(string text) =>
        string.Concat(text.Split('-', '_', ' ').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
