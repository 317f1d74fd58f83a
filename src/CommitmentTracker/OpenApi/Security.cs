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
        var withKey = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeName, context.Document)] = [] };
        // An empty requirement beside it: without a key it works as well, while reading is public.
        operation.Security = roles is null ? [new OpenApiSecurityRequirement(), withKey] : [withKey];
        if (roles is not null)
        {
            operation.Description =
                $"{operation.Description}\n\nRoles: {string.Join(", ", roles.Roles.Select(role => $"`{EnumCode.Of(role)}`"))}.".Trim();
        }
    }
}
