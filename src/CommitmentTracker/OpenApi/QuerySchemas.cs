using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Http.Queries;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>The query parameters as what their values read.</summary>
internal sealed class QuerySchemas : IParameterFilter
{
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        var type = context.PropertyInfo?.PropertyType ?? context.ParameterInfo?.ParameterType;
        if (type is null || !type.IsAssignableTo(typeof(IQueryValue)) || parameter is not OpenApiParameter concrete)
        {
            return;
        }

        var example = concrete.Example;
        var schema = SchemaOf(type);
        concrete.Required = context.PropertyInfo?.IsDefined(typeof(RequiredAttribute), inherit: true) == true;
        concrete.Schema = schema;
        concrete.Example = schema.Type == JsonSchemaType.Array && example is not null ? new JsonArray([.. Values(example)]) : example;
        if (schema.Type == JsonSchemaType.Array)
        {
            concrete.Style = ParameterStyle.Form;
            concrete.Explode = false;
        }
    }

    private static IEnumerable<JsonNode> Values(JsonNode example) => example.ToString().Split(',').Select(value => (JsonNode)value);

    private static OpenApiSchema SchemaOf(Type type) =>
        type switch
        {
            _ when Is(type, typeof(AnyOf<>)) => List(EnumSchemas.CodesOf(type.GetGenericArguments()[0])),
            _ when Is(type, typeof(OneOf<>)) => Choice(Names(type, nameof(OneOf<>.Names))),
            _ when Is(type, typeof(SortOrder<>)) => List(Both(Names(type, nameof(SortOrder<>.Names)))),
            _ when Is(type, typeof(FieldList<>)) => List(Names(type, nameof(FieldList<>.Allowed))),
            _ when type == typeof(CodeList) => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MinItems = 1,
                MaxItems = CodeList.MaxCount,
                Items = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = CodeList.Pattern },
            },
            _ when type == typeof(Code) => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = CodeList.Pattern },
            _ when type == typeof(Day) => new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "date",
                Pattern = DayRange.Pattern,
            },
            _ when type == typeof(Within) => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = Within.Pattern },
            _ when type == typeof(Instant) => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            _ when type == typeof(PageLimit) => new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = $"{PageLimit.Min}",
                Maximum = $"{PageLimit.Max}",
                Default = PageLimit.Default,
            },
            _ when type == typeof(Flag) => new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false },
            _ when type == typeof(SequenceNumber) => Number(0, SequenceNumber.Max),
            _ when type == typeof(WaitSeconds) => Number(0, WaitSeconds.Max),
            _ when type == typeof(PageCursor) => Text(Cursor.MaxLength),
            _ when type == typeof(FeedToken) => Text(FeedToken.MaxLength),
            _ when type == typeof(SearchText) => Text(SearchText.MaxLength),
            _ => throw new InvalidOperationException($"The contract does not know what a {type.Name} reads."),
        };

    private static bool Is(Type type, Type open) => type.IsGenericType && type.GetGenericTypeDefinition() == open;

    private static IReadOnlyList<string> Names(Type type, string property) =>
        (IReadOnlyList<string>)type.GetProperty(property)!.GetValue(null)!;

    private static IReadOnlyList<string> Both(IReadOnlyList<string> names) => [.. names, .. names.Select(name => "-" + name)];

    private static OpenApiSchema Number(long least, long most) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Minimum = $"{least}",
            Maximum = $"{most}",
        };

    private static OpenApiSchema Text(int maxLength) =>
        new()
        {
            Type = JsonSchemaType.String,
            MinLength = 1,
            MaxLength = maxLength,
        };

    private static OpenApiSchema List(IReadOnlyList<string> codes) =>
        new()
        {
            Type = JsonSchemaType.Array,
            MinItems = 1,
            Items = Choice(codes),
        };

    private static OpenApiSchema Choice(IReadOnlyList<string> codes) =>
        new() { Type = JsonSchemaType.String, Enum = [.. codes.Select(code => (JsonNode)code)] };
}
