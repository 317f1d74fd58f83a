using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace CommitmentTracker.Api.Endpoints;

/// <summary>A query parameter that an operation takes: a member of its input, or of a group of parameters that the input holds.</summary>
internal sealed class QueryParameter
{
    private static readonly MethodInfo ReaderMethod = typeof(QueryParameter).GetMethod(
        nameof(ReaderOf),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    private readonly PropertyInfo? group;
    private readonly Func<string, IQueryValue> read;
    private readonly bool isRequired;
    private readonly NamesAttribute? names;

    private QueryParameter(PropertyInfo property, PropertyInfo? group)
    {
        Property = property;
        this.group = group;
        Name = property.GetCustomAttribute<BindFromAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        read = ReaderMethod.MakeGenericMethod(property.PropertyType).CreateDelegate<Func<Func<string, IQueryValue>>>()();
        names = property.GetCustomAttribute<NamesAttribute>();
        isRequired = property.IsDefined(typeof(RequiredAttribute));
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

    /// <summary>What is wrong without it: the same as with an empty value, which says what is allowed. Null where it may be left out.</summary>
    public string? FaultWhenMissing => isRequired ? read("").Fault : null;

    /// <summary>Reads the value into the input; what is wrong with it, or null.</summary>
    public async ValueTask<string?> ReadAsync(object input, string text, KnownNames? known, CancellationToken cancellation)
    {
        var value = read(text);
        string? fault = null;
        if (known is not null && names is not null && value is INames { Fault: null } named)
        {
            // Held against what the codes name, and put as they are written here.
            var found = await known.FindAsync(names.Things, named.Codes, cancellation);
            fault = found.Unknown.Count == 0 ? null : named.FaultOf(found.Unknown, found.All);
            value = found.Unknown.Count == 0 ? named.Of(found.Codes) : value;
        }

        Property.SetValue(group is null ? input : group.GetValue(input), value);
        return fault ?? value.Fault;
    }

    private static bool IsParameter(PropertyInfo member) => member.PropertyType.IsAssignableTo(typeof(IQueryValue));

    private static Func<string, IQueryValue> ReaderOf<T>()
        where T : class, IQueryValue<T> => T.Read;
}
