using System.Globalization;

namespace CommitmentTracker.Http;

/// <summary>
/// A number in an address. What is no number reads as 0, which no record has: so that who may not know gets the same 401 for it as for
/// any other, where a constraint on the route would answer 404 before anyone asked for a key.
/// </summary>
internal readonly record struct PathNumber(int Value)
{
    public static bool TryParse(string? text, out PathNumber number)
    {
        number = new PathNumber(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0);
        return true;
    }
}
