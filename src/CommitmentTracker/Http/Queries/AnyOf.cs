using CommitmentTracker.Domain;

namespace CommitmentTracker.Http.Queries;

/// <summary>One or several values of an enum, by comma.</summary>
internal sealed record AnyOf<T>(IReadOnlyList<T> Values, string? Fault) : IQueryValue
    where T : struct, Enum
{
    public IEnumerable<string> Codes => Values.Select(EnumCode.Of);

    public static bool TryParse(string? text, out AnyOf<T> result)
    {
        var values = new List<T>();
        foreach (var code in (text ?? "").Split(','))
        {
            if (!EnumCode.TryParse<T>(code, out var value))
            {
                result = new AnyOf<T>([], $"must be one or several of {string.Join(", ", EnumCode.All<T>())}, by comma");
                return true;
            }

            values.Add(value);
        }

        result = new AnyOf<T>([.. values.Distinct()], null);
        return true;
    }
}
