using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.Api.Contract;

/// <summary>The contract: made from the code, served, shown, and kept equal to openapi.yaml by a test.</summary>
internal static class OpenApiSetup
{
    public static IServiceCollection AddContract(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.RemoveAll<IApiDescriptionProvider>().AddSingleton<IApiDescriptionProvider, EndpointDescriptions>();
        services.AddSingleton<ContractText>();
        services.AddSwaggerGen(Describe);
        return services;
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc(ContractInfo.DocumentName, ContractInfo.Create());
        options.CustomSchemaIds(SchemaNames.Of);
        options.SupportNonNullableReferenceTypes();
        options.DescribeAllParametersInCamelCase();
        options.IncludeXmlComments(typeof(OpenApiSetup).Assembly);
        options.OrderActionsBy(action => $"{action.RelativePath} {MethodOrder(action.HttpMethod)}");
        options.MapType<DateOnly>(() =>
            new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "date",
                Pattern = DayRange.Pattern,
            }
        );
        options.MapType<System.Text.Json.Nodes.JsonNode>(() => new OpenApiSchema());
        options.AddSecurityDefinition(Security.SchemeName, Security.Scheme);
        options.SchemaFilter<EnumSchemas>();
        options.SchemaFilter<MemberSchemas>();
        options.SchemaFilter<MergePatchSchemas>();
        options.SchemaFilter<ValidatedSchemas>();
        options.SchemaFilter<SparseSchemas>();
        options.SchemaFilter<ClosedSchemas>();
        options.ParameterFilter<QuerySchemas>();
        options.OperationFilter<PathSchemas>();
        options.OperationFilter<Security>();
        options.OperationFilter<RequestHeaders>();
        options.OperationFilter<AnswerHeaders>();
        options.OperationFilter<Refusals>();
        options.OperationFilter<Examples>();
        options.DocumentFilter<DocumentExtras>();
        options.DocumentFilter<PlainReferences>();
        options.DocumentFilter<SharedParts>();
    }

    private static int MethodOrder(string? method) => Array.IndexOf(["GET", "POST", "PUT", "PATCH", "DELETE"], method);
}

/// <summary>What the contract says of the API as a whole.</summary>
internal static class ContractInfo
{
    public const string DocumentName = "v1";
    public const string Title = "CommitmentTracker";

    private const string Description = """
        Follows what ASEAN's digital ministers have undertaken, above all in the Hanoi Declaration and the ASEAN Digital Masterplan
        2026–2030: who owns each commitment, by when, and how it stands.

        **Four axes, never merged.** *Status* is reported, *health* is reported, *deadline state* and *freshness* are derived from them
        and the day. Every answer with derived values says its `asOf`; `?asOf=YYYY-MM-DD` derives them as of another day, without
        rewinding what was reported. Today is the day in the tracker's zone (Asia/Jakarta unless set otherwise).

        **A commitment's status** is the roll-up of its lead assignments, or of all where none leads. Cancelled ones are left out unless
        all are. All completed: `completed`. Any in progress or completed: `in_progress`. Otherwise the one they share, else
        `not_started` over `on_hold` over `not_reported`. A commitment with a successor is `superseded`.

        **A deadline** carries its precision and its basis. The due day itself is not overdue, and a deadline of precision year is overdue
        only when the next year begins. It is met on the as-of date of the progress update that completed the work.

        **Only records of kind `commitment` count in any rate.** Proposals and discussions bind nobody.

        **Changes** need `If-Match` with the `ETag` of the record that was read: without it 428, with an old one 412. Every read carries
        an `ETag` and answers 304 to `If-None-Match`, but for exports that are streamed.

        **Errors** are `application/problem+json` with a stable `code`.

        Dates are `YYYY-MM-DD`, instants are UTC with `Z`, enum values are snake_case. HEAD works wherever GET does.
        """;

    public static OpenApiInfo Create() =>
        new()
        {
            Title = Title,
            Version = DocumentName,
            Description = Description.ReplaceLineEndings("\n"),
            Contact = new OpenApiContact { Name = "The maintainers of CommitmentTracker", Url = new Uri("https://asean.org/") },
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
}

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
