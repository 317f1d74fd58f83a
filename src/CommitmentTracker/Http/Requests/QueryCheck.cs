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
    private readonly (string Name, PropertyInfo Property)[] known;

    private QueryCheck(Type? type)
    {
        this.type = type;
        known =
        [
            .. (type?.GetProperties() ?? [])
                .Where(property => property.PropertyType.IsAssignableTo(typeof(IQueryValue)))
                .Select(property => (NameOf(property), property)),
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
            .Select(each => (each.Name, ((IQueryValue?)each.Property.GetValue(query))?.Fault))
            .Where(each => each.Fault is not null)
            .ToDictionary(each => each.Name, each => new[] { each.Fault! });
        return faults.Count == 0
            ? null
            : new Refusal(ErrorCode.InvalidParameter, "A parameter has a value it does not take: see errors.") { Errors = faults };
    }

    /// <summary>What a stranger sent goes back into the answer shortened and without what a terminal would act on.</summary>
    private static string Printable(string name) => new([.. name.Where(character => !char.IsControl(character)).Take(50)]);
}
