using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using CommitmentTracker.Database;
using CommitmentTracker.Http.Queries;
using FastEndpoints;

namespace CommitmentTracker.Http.Endpoints;

/// <summary>A query parameter that an operation takes: a member of its input, or of a group of parameters that the input holds.</summary>
internal sealed class QueryParameter
{
    private static readonly MethodInfo ReaderMethod = typeof(QueryParameter).GetMethod(
        nameof(ReaderOf),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    private readonly PropertyInfo? group;
    private readonly Func<string, IQueryValue> read;
    private readonly string? faultWhenMissing;
    private readonly NamesAttribute? names;

    private QueryParameter(PropertyInfo property, PropertyInfo? group)
    {
        Property = property;
        this.group = group;
        Name = property.GetCustomAttribute<BindFromAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        read = ReaderMethod.MakeGenericMethod(property.PropertyType).CreateDelegate<Func<Func<string, IQueryValue>>>()();
        names = property.GetCustomAttribute<NamesAttribute>();
        // The same as with an empty value, which says what is allowed.
        faultWhenMissing = property.IsDefined(typeof(RequiredAttribute)) ? read("").Fault : null;
    }

    public string Name { get; }

    public PropertyInfo Property { get; }

    /// <summary>Those of an input in the order of its members, a group's where the group stands.</summary>
    public static IReadOnlyList<QueryParameter> Of(Type input) =>
        [
            .. input
                .GetProperties()
                .SelectMany(member =>
                    member.PropertyType.IsAssignableTo(typeof(IQueryGroup))
                        ? member.PropertyType.GetProperties().Where(IsParameter).Select(inner => new QueryParameter(inner, member))
                    : IsParameter(member) ? [new QueryParameter(member, null)]
                    : []
                ),
        ];

    /// <summary>Reads the value into the input; what is wrong with it, or null.</summary>
    public string? ReadInto(object input, IQueryCollection query)
    {
        if (!query.TryGetValue(Name, out var text))
        {
            return faultWhenMissing;
        }

        var value = read(text.ToString());
        Property.SetValue(group is null ? input : group.GetValue(input), value);
        return value.Fault;
    }

    /// <summary>Holds the codes of a parameter against what they name, and puts them as they are written here; what is wrong, or null.</summary>
    public async ValueTask<string?> ResolveAsync(object input, KnownNames known, CancellationToken cancellation)
    {
        var holder = group is null ? input : group.GetValue(input);
        if (names is null || Property.GetValue(holder) is not CodeList given)
        {
            return null;
        }

        var found = await known.FindAsync(names.Things, given.Values, cancellation);
        Property.SetValue(holder, given with { Values = found.Codes });
        return found.Unknown.Count == 0 ? null : CodeList.FaultOf(found.Unknown, found.All);
    }

    private static bool IsParameter(PropertyInfo member) => member.PropertyType.IsAssignableTo(typeof(IQueryValue));

    private static Func<string, IQueryValue> ReaderOf<T>()
        where T : class, IQueryValue<T> => T.Read;
}
