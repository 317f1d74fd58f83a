using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.Api.Contract;

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
        var schema = SchemaOf(type, context);
        concrete.Required = context.PropertyInfo?.IsDefined(typeof(RequiredAttribute), inherit: true) == true;
        concrete.Schema = schema;
        concrete.Example = schema.Type == JsonSchemaType.Array && example is not null ? new JsonArray([.. Values(example)]) : example;
        if (schema.Type == JsonSchemaType.Array)
        {
            concrete.Style = ParameterStyle.Form;
            concrete.Explode = false;
        }

        // Several records have filters of one name: the commitments' `instrument`, and that of what is due.
        PartName.Give(concrete, OwnerOf(context.PropertyInfo?.DeclaringType));
    }

    private static string OwnerOf(Type? record) => Regex.Replace(record?.Name ?? "", "(Filters|Query)$", "");

    private static IEnumerable<JsonNode> Values(JsonNode example) => example.ToString().Split(',').Select(value => (JsonNode)value);

    private static IOpenApiSchema SchemaOf(Type type, ParameterFilterContext context) =>
        type switch
        {
            _ when Is(type, typeof(AnyOf<>)) => List(context.SchemaGenerator.GenerateSchema(ValueOf(type), context.SchemaRepository)),
            _ when Is(type, typeof(OneOf<>)) => Choice(ValueOf(type).Name, Names(type, nameof(OneOf<>.Names)), context),
            _ when Is(type, typeof(SortOrder<>)) => List(Choice(ValueOf(type).Name, Both(Names(type, nameof(SortOrder<>.Names))), context)),
            _ when Is(type, typeof(FieldList<>)) => List(
                Choice($"{SchemaNames.Of(ValueOf(type))}Member", Names(type, nameof(FieldList<>.Allowed)), context)
            ),
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

    private static Type ValueOf(Type type) => type.GetGenericArguments()[0];

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

    private static OpenApiSchema List(IOpenApiSchema items) =>
        new()
        {
            Type = JsonSchemaType.Array,
            MinItems = 1,
            Items = items,
        };

    /// <summary>One of several names, as a schema with a name of its own.</summary>
    private static OpenApiSchemaReference Choice(string name, IReadOnlyList<string> codes, ParameterFilterContext context)
    {
        // In place of the enum's own schema, if that was met on the way here: parameters spell these in camelCase.
        context.SchemaRepository.Schemas[name] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. codes.Select(code => (JsonNode)code)],
        };
        return new OpenApiSchemaReference(name, context.Document);
    }
}
