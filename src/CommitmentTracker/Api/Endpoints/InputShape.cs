using System.Collections.Concurrent;
using System.Reflection;

namespace CommitmentTracker.Api.Endpoints;

/// <summary>What an operation takes from a request: each member of its input from the one source that the member names.</summary>
internal sealed class InputShape
{
    private static readonly string[] NotKnown = ["is not known"];
    private static readonly ConcurrentDictionary<Type, InputShape> Known = new();

    private static readonly MethodInfo ReaderMethod = typeof(InputShape).GetMethod(
        nameof(ReaderOf),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    // Only a request asks for these; while endpoints are mapped, nothing is made for them.
    private readonly Lazy<IReadOnlyList<QueryParameter>> query;
    private readonly Lazy<Func<HttpContext, ValueTask<object>>[]> readers;
    private readonly PropertyInfo[] others;

    private InputShape(Type input)
    {
        var members = input.GetProperties();
        query = new Lazy<IReadOnlyList<QueryParameter>>(() => QueryParameter.Of(input));
        Route = [.. members.Where(member => member.IsDefined(typeof(RouteParamAttribute)))];
        Body = Array.Find(members, member => member.IsDefined(typeof(FromBodyAttribute)));
        others = Array.FindAll(members, member => ReadsItself(member.PropertyType));
        readers = new Lazy<Func<HttpContext, ValueTask<object>>[]>(() =>
            Array.ConvertAll(
                others,
                member => ReaderMethod.MakeGenericMethod(member.PropertyType).CreateDelegate<Func<Func<HttpContext, ValueTask<object>>>>()()
            )
        );
    }

    public IReadOnlyList<QueryParameter> Query => query.Value;

    public IReadOnlyList<PropertyInfo> Route { get; }

    /// <summary>The member that is read from a body of plain JSON.</summary>
    public PropertyInfo? Body { get; }

    public static InputShape Of(Type input) => Known.GetOrAdd(input, static type => new InputShape(type));

    public bool Takes<T>() => Array.Exists(others, member => member.PropertyType == typeof(T));

    /// <summary>The type of a member that is a body by itself, such as a merge patch.</summary>
    public Type? MemberOf(Type openType) =>
        Array
            .Find(others, member => member.PropertyType.IsGenericType && member.PropertyType.GetGenericTypeDefinition() == openType)
            ?.PropertyType;

    /// <summary>Reads the query; the refusal names every parameter that is unknown, or else every one that is wrong.</summary>
    public async ValueTask<Refusal?> ReadQueryAsync(object input, HttpContext context)
    {
        var query = context.Request.Query;
        if (query.Count == 0 && Query.Count == 0)
        {
            return null;
        }

        foreach (var (name, _) in query)
        {
            if (Find(name) is null)
            {
                return Unknown(query);
            }
        }

        // What there is, a stranger hears only where reading is open to strangers.
        var known = Rights.MayRead(context) ? context.RequestServices.GetRequiredService<KnownNames>() : null;
        Dictionary<string, string[]>? faults = null;
        foreach (var parameter in Query)
        {
            var fault = query.TryGetValue(parameter.Name, out var text)
                ? await parameter.ReadAsync(input, text.ToString(), known, context.RequestAborted)
                : parameter.FaultWhenMissing;
            if (fault is not null)
            {
                (faults ??= [])[parameter.Name] = [fault];
            }
        }

        return faults is null
            ? null
            : new Refusal(ErrorCode.InvalidParameter, "A parameter is missing or has a value it does not take: see errors.")
            {
                Errors = faults,
            };
    }

    public async ValueTask ReadOthersAsync(object input, HttpContext context)
    {
        for (var index = 0; index < others.Length; index++)
        {
            others[index].SetValue(input, await readers.Value[index](context));
        }
    }

    private Refusal Unknown(IQueryCollection query)
    {
        var unknown = query.Keys.Where(name => Find(name) is null);
        var allowed = Query.Count == 0 ? "takes no parameters" : "knows only " + string.Join(", ", Query.Select(each => each.Name));
        return new Refusal(ErrorCode.UnknownParameter, $"This operation {allowed}.")
        {
            Errors = unknown.Select(Printable).Distinct().ToDictionary(name => name, _ => NotKnown),
        };
    }

    private QueryParameter? Find(string name)
    {
        foreach (var parameter in Query)
        {
            if (parameter.Name == name)
            {
                return parameter;
            }
        }

        return null;
    }

    /// <summary>What a stranger sent goes back into the answer shortened and without what a terminal would act on.</summary>
    private static string Printable(string name) => new([.. name.Where(character => !char.IsControl(character)).Take(50)]);

    private static bool ReadsItself(Type type) =>
        type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IReadFromRequest<>));

    private static Func<HttpContext, ValueTask<object>> ReaderOf<T>()
        where T : class, IReadFromRequest<T> => async context => await T.ReadAsync(context);
}
