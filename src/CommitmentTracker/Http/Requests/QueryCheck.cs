using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using CommitmentTracker.Domain;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Http.Requests;

/// <summary>The query parameters that an endpoint knows, and what is wrong with those of a request.</summary>
internal sealed class QueryCheck
{
    private static readonly string[] NotKnown = ["is not known"];

    private readonly Type? type;
    private readonly (string Name, PropertyInfo Property, string? FaultWhenMissing)[] known;

    private QueryCheck(Type? type)
    {
        this.type = type;
        known =
        [
            .. (type?.GetProperties() ?? [])
                .Where(property => property.PropertyType.IsAssignableTo(typeof(IQueryValue)))
                .Select(property => (NameOf(property), property, FaultWhenMissing(property))),
        ];
    }

    public static QueryCheck For(Type? queryType) => new(queryType);

    public static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public Refusal? Fault(IQueryCollection given, IList<object?> arguments) => Unknown(given) ?? Wrong(arguments);

    private Refusal? Unknown(IQueryCollection given)
    {
        var unknown = given.Keys.Where(name => !known.Any(each => each.Name == name)).ToList();
        if (unknown.Count == 0)
        {
            return null;
        }

        var allowed = known.Length == 0 ? "takes no parameters" : "knows only " + string.Join(", ", known.Select(each => each.Name));
        return new Refusal(ErrorCode.UnknownParameter, $"This operation {allowed}.")
        {
            Errors = unknown.Select(Printable).Distinct().ToDictionary(name => name, _ => NotKnown),
        };
    }

    private Refusal? Wrong(IList<object?> arguments)
    {
        var query = type is null ? null : arguments.FirstOrDefault(argument => argument?.GetType() == type);
        if (query is null)
        {
            return null;
        }

        var faults = known
            .Select(each => (each.Name, Fault: FaultOf((IQueryValue?)each.Property.GetValue(query), each.FaultWhenMissing)))
            .Where(each => each.Fault is not null)
            .ToDictionary(each => each.Name, each => new[] { each.Fault! });
        return faults.Count == 0
            ? null
            : new Refusal(ErrorCode.InvalidParameter, "A parameter is missing or has a value it does not take: see errors.")
            {
                Errors = faults,
            };
    }

    private static string? FaultOf(IQueryValue? value, string? faultWhenMissing) => value is null ? faultWhenMissing : value.Fault;

    /// <summary>What is wrong without a parameter that must be given: the same as with an empty value, which says what is allowed.</summary>
    private static string? FaultWhenMissing(PropertyInfo property)
    {
        if (!property.IsDefined(typeof(RequiredAttribute)))
        {
            return null;
        }

        object?[] arguments = ["", null];
        property.PropertyType.GetMethod("TryParse")!.Invoke(null, arguments);
        return ((IQueryValue)arguments[1]!).Fault;
    }

    /// <summary>What a stranger sent goes back into the answer shortened and without what a terminal would act on.</summary>
    private static string Printable(string name) => new([.. name.Where(character => !char.IsControl(character)).Take(50)]);
}
