using Microsoft.OpenApi;

namespace CommitmentTracker.Api.Contract;

/// <summary>A rule on whether a member must be given, as a condition of JSON Schema.</summary>
internal static class PresenceSchemas
{
    public static void Apply(OpenApiSchema record, string member, IPresenceRule rule)
    {
        var other = JsonNamingPolicy.CamelCase.ConvertName(rule.Other);
        var needed = Needed(record, member);
        var otherwise = rule.IsExact ? With(member, new OpenApiSchema { Type = JsonSchemaType.Null }) : null;
        var condition = With(other, OneOf(rule));
        var countsAbsent = rule.Values.Contains(null);
        var isAlwaysSent = record.Required?.Contains(other) == true;
        if (!countsAbsent && !isAlwaysSent)
        {
            condition.Required = new HashSet<string> { other };
        }

        var (then, @else) = rule.IsNeededThen ? (needed, otherwise) : (otherwise, needed);
        // Where the other member decides only by being there, the condition stands under its name: a schema has one `if` of its own, and
        // generators make types without a name out of several in `allOf`.
        if (isAlwaysSent || (!countsAbsent && @else is null))
        {
            condition.Required = null;
            record.DependentSchemas ??= new Dictionary<string, IOpenApiSchema>();
            record.DependentSchemas.Add(
                other,
                new OpenApiSchema
                {
                    If = condition,
                    Then = then,
                    Else = @else,
                }
            );
            return;
        }

        if (record.If is not null)
        {
            throw new InvalidOperationException($"The contract has no place for a second condition on {member}.");
        }

        (record.If, record.Then, record.Else) = (condition, then, @else);
    }

    private static OpenApiSchema Needed(OpenApiSchema record, string member)
    {
        var needed = With(member, NotNull(record.Properties![member]));
        needed.Required = new HashSet<string> { member };
        return needed;
    }

    private static IOpenApiSchema NotNull(IOpenApiSchema member) =>
        member switch
        {
            { OneOf: { Count: > 0 } either } => either.OfType<OpenApiSchemaReference>().Single(),
            OpenApiSchema { Type: { } type } text => new OpenApiSchema
            {
                Type = type & ~JsonSchemaType.Null,
                Pattern = type.HasFlag(JsonSchemaType.String) && text is { Format: null, MinLength: null } ? TextRules.NotBlank : null,
            },
            _ => member,
        };

    private static OpenApiSchema OneOf(IPresenceRule rule) =>
        rule.Values is [null]
            ? new OpenApiSchema { Type = JsonSchemaType.Null }
            : new OpenApiSchema { Enum = [.. rule.Values.OfType<System.Text.Json.Nodes.JsonNode>()] };

    private static OpenApiSchema With(string member, IOpenApiSchema schema) =>
        new() { Properties = new Dictionary<string, IOpenApiSchema> { [member] = schema } };
}
