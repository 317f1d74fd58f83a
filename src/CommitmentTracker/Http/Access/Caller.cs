using System.Reflection;
using System.Security.Claims;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Http.Access;

/// <summary>Who asks, and what that lets them see.</summary>
internal sealed record Caller(Role? Role, string? Party, string Name)
{
    public const string PartyClaim = "party";

    private static readonly Caller Public = new(null, null, "public");

    /// <summary>Drafts, archived records and who did what are for those who keep the tracker.</summary>
    public bool KeepsTheTracker => Role is Domain.Vocabulary.Role.Admin or Domain.Vocabulary.Role.Secretariat;

    public static ValueTask<Caller> BindAsync(HttpContext context, ParameterInfo _) => ValueTask.FromResult(From(context.User));

    public static Caller From(ClaimsPrincipal user) =>
        EnumCode.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Caller(role, user.FindFirstValue(PartyClaim), user.FindFirstValue(ClaimTypes.Name) ?? "")
            : Public;
}
