using CommitmentTracker.Domain;

namespace CommitmentTracker.Http.Queries;

/// <summary>One or several values of an enum, by comma.</summary>
internal sealed record AnyOf<T>(IReadOnlyList<T> Values, string? Fault) : IQueryValue<AnyOf<T>>
    where T : struct, Enum
{
    public IEnumerable<string> Codes => Values.Select(EnumCode.Of);

    public static AnyOf<T> Read(string text)
    {
        var values = new List<T>();
        foreach (var code in text.Split(','))
        {
            if (!EnumCode.TryParse<T>(code, out var value))
            {
                return new AnyOf<T>([], $"must be one or several of {string.Join(", ", EnumCode.All<T>())}, by comma");
            }

            values.Add(value);
        }

        return new AnyOf<T>([.. values.Distinct()], null);
    }
}
