using CommitmentTracker.Database;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features;

/// <summary>
/// Which progress updates <c>u</c>, of commitments <c>c</c>, a caller may see: the public those that are verified, of published
/// commitments; a focal point also all of its own party's; the secretariat everything.
/// </summary>
internal static class ProgressUpdateVisibility
{
    public static Conditions Of(Caller caller) =>
        caller switch
        {
            { KeepsTheTracker: true } => new Conditions().Add("c.publication <> 'archived'"),
            { ReportsFor: { } party } => new Conditions()
                .Add("c.publication = 'published'")
                .Add("(u.review = 'verified' or u.party_code = @own)", "own", party),
            _ => new Conditions().Add("c.publication = 'published'").Add("u.review = 'verified'"),
        };

    public static Conditions Of(Caller caller, string commitment) =>
        Of(caller).Add("u.commitment_code = @commitment", "commitment", commitment);
}
