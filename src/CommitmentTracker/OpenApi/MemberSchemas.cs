using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

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
