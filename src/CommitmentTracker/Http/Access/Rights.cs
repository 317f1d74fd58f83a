using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Http.Access;

/// <summary>Who may call what is mapped by hand: health, metrics and the pages of the contract.</summary>
internal static class Rights
{
    public const string ReadPolicy = "Read";

    /// <summary>Whether the caller may read what is published.</summary>
    public static bool MayRead(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true }
        || context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.PublicRead;

    /// <summary>For everybody while reading is public, else for every key.</summary>
    public static TBuilder OpenToReaders<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(ReadPolicy);

    public static TBuilder OnlyFor<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(policy => policy.RequireRole(EnumCode.Of(role)));
}
