using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CommitmentTracker.Json;

/// <summary>JSON as the contract says it, and as strict as the contract on the way in.</summary>
internal static class JsonSetup
{
    public const int MaxDepth = 16;

    public static readonly JsonSerializerOptions Contract = Configured(new JsonSerializerOptions());

    /// <summary>The same for a body that comes in, with a bound on its lists and its days.</summary>
    public static readonly JsonSerializerOptions Requests = new(Configured(new JsonSerializerOptions(), isSent: true))
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(ListLimit.Apply),
    };

    /// <summary>The members of a problem that do not apply are left out.</summary>
    public static readonly JsonSerializerOptions Problems = new(Contract) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static JsonSerializerOptions Configured(JsonSerializerOptions options, bool isSent = false)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new EnumCodeJsonConverterFactory());
        options.Converters.Add(new DayJsonConverter(isFree: !isSent));
        options.Converters.Add(new InstantJsonConverter());
        return options;
    }
}

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

/// <summary>A value of the right JSON type that the contract does not allow; the message is for the caller.</summary>
internal sealed class JsonValueException(string message) : JsonException(message);
