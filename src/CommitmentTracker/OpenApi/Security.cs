using CommitmentTracker.Domain;
using CommitmentTracker.Http.Endpoints;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>Who may call an operation, as its endpoint declares it.</summary>
internal sealed class Security : IOperationFilter
{
    public const string SchemeName = "bearer";

    public static readonly OpenApiSecurityScheme Scheme = new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        Description = "A key of the tracker, sent as `Authorization: Bearer` and the key.",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var roles = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RolesMetadata>().SingleOrDefault();
        if (roles is not null)
        {
            operation.Security = [WithKey(context.Document)];
            operation.Description =
                $"{operation.Description}\n\nRoles: {string.Join(", ", roles.Roles.Select(role => $"`{EnumCode.Of(role)}`"))}.".Trim();
        }
    }

    /// <summary>What holds where an operation says nothing else: without a key it works as well, while reading is public.</summary>
    public static IList<OpenApiSecurityRequirement> OfReaders(OpenApiDocument document) =>
        [new OpenApiSecurityRequirement(), WithKey(document)];

    private static OpenApiSecurityRequirement WithKey(OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(SchemeName, document)] = [] };
}
