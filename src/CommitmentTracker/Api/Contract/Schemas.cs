using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.Api.Contract;

/// <summary>A record has the members that the contract names and no others, coming and going.</summary>
internal sealed class ClosedSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchema { Properties.Count: > 0 } record)
        {
            record.AdditionalPropertiesAllowed = false;
        }
    }
}

/// <summary>What the schemas are called: the words of the domain, without what marks a class as ours.</summary>
internal static class SchemaNames
{
    private const string Mark = "Resource";

    public static string Of(Type type)
    {
        var name = type.Name.Split('`')[0];
        var arguments = string.Concat(type.GetGenericArguments().Select(Of));
        return arguments.Length > 0 ? $"{arguments}{name}"
            : name.EndsWith(Mark, StringComparison.Ordinal) ? name[..^Mark.Length]
            : name;
    }
}

/// <summary>Items of which the caller may ask for some members only: all but the code may be missing.</summary>
internal sealed class SparseSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type.GetCustomAttribute<SparseAttribute>() is not null && schema is OpenApiSchema sparse)
        {
            sparse.Required = new HashSet<string> { "code" };
        }
    }
}

/// <summary>Enums as the codes that they are outside C#.</summary>
internal sealed class EnumSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type.IsEnum && schema is OpenApiSchema concrete)
        {
            concrete.Type = JsonSchemaType.String;
            concrete.Format = null;
            concrete.Enum = [.. CodesOf(context.Type).Select(code => (JsonNode)code)];
        }
    }

    public static IReadOnlyList<string> CodesOf(Type type) =>
        (IReadOnlyList<string>)typeof(EnumCode).GetMethod(nameof(EnumCode.All))!.MakeGenericMethod(type).Invoke(null, null)!;
}

/// <summary>A reference to a schema says beside it only what the schema does not say itself.</summary>
internal sealed class PlainReferences : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) =>
        new OpenApiWalker(new Visitor(swaggerDoc.Components!.Schemas!)).Walk(swaggerDoc);

    private sealed class Visitor(IDictionary<string, IOpenApiSchema> schemas) : OpenApiVisitorBase
    {
        public override void Visit(IOpenApiReferenceHolder referenceHolder)
        {
            if (
                referenceHolder is OpenApiSchemaReference { Reference: { Id: { } name, Description: { } said } reference }
                && schemas.TryGetValue(name, out var schema)
                && schema.Description == said
            )
            {
                reference.Description = null;
            }
        }
    }
}

/// <summary>A merge patch has the members of its record, none of them required; null takes an optional one away.</summary>
internal sealed class MergePatchSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (!IsPatch(context.Type, out var record) || schema is not OpenApiSchema patch)
        {
            return;
        }

        context.SchemaGenerator.GenerateSchema(record, context.SchemaRepository);
        var whole = (OpenApiSchema)context.SchemaRepository.Schemas[SchemaNames.Of(record)];
        patch.Type = JsonSchemaType.Object;
        patch.Description = $"The members to change of: {whole.Description}";
        patch.Properties = new Dictionary<string, IOpenApiSchema>(whole.Properties!);
        patch.AdditionalPropertiesAllowed = false;
    }

    public static bool IsPatch(Type type, out Type record)
    {
        var isPatch = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(MergePatch<>);
        record = isPatch ? type.GetGenericArguments()[0] : type;
        return isPatch;
    }
}

/// <summary>Which members a record must have, and which may be null where their schema stands elsewhere: as the C# says it.</summary>
internal sealed class MemberSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties.Count: > 0 } record)
        {
            return;
        }

        record.Required = new HashSet<string>();
        foreach (var property in context.Type.GetProperties())
        {
            var name =
                property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (property.IsDefined(typeof(RequiredMemberAttribute)))
            {
                record.Required.Add(name);
            }

            if (record.Properties.TryGetValue(name, out var member) && member is OpenApiSchemaReference reference && IsNullable(property))
            {
                record.Properties[name] = OrNull(reference);
            }
        }
    }

    private static OpenApiSchema OrNull(OpenApiSchemaReference member) =>
        new()
        {
            Description = member.Description,
            OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, new OpenApiSchemaReference(member.Reference.Id!)],
        };

    private static bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
}

/// <summary>The forms and examples of what stands in addresses.</summary>
internal sealed class PathSchemas : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(each => each.In == ParameterLocation.Path))
        {
            // A type of ours that reads a part of the address would have a schema of its own.
            var schema = parameter.Schema as OpenApiSchema ?? new OpenApiSchema { Type = JsonSchemaType.String };
            parameter.Schema = schema;
            switch (parameter.Name)
            {
                case "code":
                    schema.Pattern = CodeFor(context.ApiDescription.RelativePath!, out var example);
                    parameter.Example = example;
                    break;
                case "party":
                    schema.Pattern = Party.CodePattern;
                    parameter.Example = "VN";
                    break;
                case "number":
                    schema.Type = JsonSchemaType.Integer;
                    schema.Format = "int32";
                    schema.Minimum = "1";
                    parameter.Example = 1;
                    break;
                case "id":
                    parameter.Example = "019bc5a4-7c00-7000-8000-000000000001";
                    break;
            }
        }
    }

    private static string CodeFor(string path, out string example)
    {
        (var pattern, example) = path.Split('/')[2] switch
        {
            "commitments" => (Commitment.CodePattern, "HND-10"),
            "instruments" => (Commitment.CodePattern, "HANOI-2026"),
            "rounds" => (Round.CodePattern, "ADM-2026-ANNUAL"),
            "member-states" => ("^[A-Z]{2}$", "VN"),
            _ => (Party.CodePattern, "WG-AI"),
        };
        return pattern;
    }
}
