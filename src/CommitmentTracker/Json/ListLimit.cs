using System.Collections;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace CommitmentTracker.Json;

/// <summary>
/// Refuses a list far longer than any operation takes as soon as it is read. Its own limit would be told beside a fault of each item, and
/// a megabyte holds a hundred thousand of them.
/// </summary>
internal static class ListLimit
{
    public const int MaxItems = 1000;

    public static readonly string Fault = string.Create(CultureInfo.InvariantCulture, $"must hold at most {MaxItems} items");

    public static void Apply(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(member => member.PropertyType.IsAssignableTo(typeof(IEnumerable))))
        {
            if (member.Set is { } set)
            {
                member.Set = (record, value) =>
                    set(record, value is ICollection { Count: > MaxItems } ? throw new JsonValueException(Fault) : value);
            }
        }
    }
}
