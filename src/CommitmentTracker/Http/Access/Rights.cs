using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Http.Access;

/// <summary>Who may call an endpoint: declared there, enforced by the framework, and shown in the contract.</summary>
internal static class Rights
{
    public const string ReadPolicy = "Read";

    /// <summary>For everybody while reading is public, else for every key.</summary>
    public static TBuilder OpenToReaders<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(ReadPolicy);

    /// <summary>For those who keep the tracker.</summary>
    public static TBuilder OnlyForKeepers<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.OnlyFor(Role.Admin, Role.Secretariat);

    public static TBuilder OnlyFor<TBuilder>(this TBuilder endpoint, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireRole(roles.Select(EnumCode.Of))).WithMetadata(new RolesMetadata(roles));
}

/// <summary>The roles that an endpoint is for.</summary>
internal sealed record RolesMetadata(IReadOnlyList<Role> Roles);
