using FluentValidation.Validators;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.Api.Contract;

/// <summary>
/// What the validators demand, as limits in the contract, and as conditions where one member decides whether another must be given. What
/// JSON Schema cannot say (the order of two dates) stays in the descriptions.
/// </summary>
internal sealed class ValidatedSchemas : ISchemaFilter
{
    private static readonly Dictionary<Type, IValidator> Validators = AssemblyScanner
        .FindValidatorsInAssembly(typeof(ValidatedSchemas).Assembly, includeInternalTypes: true)
        .Where(found => !found.ValidatorType.IsGenericType)
        .ToDictionary(
            found => found.InterfaceType.GetGenericArguments()[0],
            found => (IValidator)Activator.CreateInstance(found.ValidatorType)!
        );

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchema record && Validators.TryGetValue(context.Type, out var validator))
        {
            Apply(record, validator);
        }
    }

    private static void Apply(OpenApiSchema schema, IValidator validator)
    {
        foreach (var rule in validator.CreateDescriptor().Rules)
        {
            var name = rule.PropertyName is null ? null : char.ToLowerInvariant(rule.PropertyName[0]) + rule.PropertyName[1..];
            if (name is not null && PropertyOf(schema, name) is { } property && !rule.HasCondition)
            {
                var isForItems = rule.GetType()
                    .GetInterfaces()
                    .Any(each => each.Name.StartsWith("ICollectionRule", StringComparison.Ordinal));
                var target = isForItems ? property.Items as OpenApiSchema : property;
                foreach (var component in rule.Components.Where(_ => target is not null))
                {
                    Apply(target!, component.Validator);
                }
            }

            foreach (var presence in rule.Components.Select(component => component.Validator).OfType<IPresenceRule>())
            {
                PresenceSchemas.Apply(schema, name!, presence);
            }
        }
    }

    private static OpenApiSchema? PropertyOf(OpenApiSchema schema, string name) =>
        schema.Properties?.TryGetValue(name, out var property) == true ? property as OpenApiSchema : null;

    private static void Apply(OpenApiSchema schema, IPropertyValidator validator)
    {
        switch (validator)
        {
            case ITextRule text:
                schema.MinLength = text.MinLength > 0 ? text.MinLength : null;
                schema.MaxLength = text.MaxLength;
                schema.Pattern = text.Pattern;
                schema.Format = text.Format;
                break;
            case ICountRule count:
                schema.MinItems = count.MinCount > 0 ? count.MinCount : null;
                schema.MaxItems = count.MaxCount;
                break;
            case IBetweenValidator between:
                schema.Minimum = Convert.ToString(between.From, System.Globalization.CultureInfo.InvariantCulture);
                schema.Maximum = Convert.ToString(between.To, System.Globalization.CultureInfo.InvariantCulture);
                break;
        }
    }
}
