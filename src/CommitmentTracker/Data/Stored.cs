using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CommitmentTracker.Data;

/// <summary>How values stand in the database: text of fixed width, so that order by text is order by time, and the same on every engine.</summary>
internal static class Stored
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>
    /// Of its own: what is written stays as it is when the contract moves on. The types that the start reads are compiled ahead; to look at
    /// them then would take longer than to read them.
    /// </summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new EnumCodeJsonConverterFactory(), new DayJsonConverter(isFree: true), new InstantJsonConverter() },
        TypeInfoResolver = JsonTypeInfoResolver.Combine(StoredTypes.Default, new DefaultJsonTypeInfoResolver()),
    };

    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static string? Day(DateOnly? day) => day is { } known ? Day(known) : null;

    public static DateOnly ParseDay(string text) => DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);

    public static DateOnly? ParseDayOrNull(string? text) => text is null ? null : ParseDay(text);

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset ParseInstant(string text) =>
        DateTimeOffset.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string List<T>(IEnumerable<T> values) => JsonSerializer.Serialize(values, Json);

    public static IReadOnlyList<T> ParseList<T>(string text) => JsonSerializer.Deserialize<List<T>>(text, Json)!;

    public static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Json);

    public static T Value<T>(JsonNode node) => node.Deserialize<T>(Json)!;

    public static string Fields(IReadOnlyDictionary<string, JsonNode?> fields) => JsonSerializer.Serialize(fields, Json);

    /// <summary>The members of a record as fields.</summary>
    public static SortedDictionary<string, JsonNode?> FieldsOf<T>(T record) => ParseFields(JsonSerializer.Serialize(record, Json));

    public static SortedDictionary<string, JsonNode?> ParseFields(string text) =>
        new(Parse<Dictionary<string, JsonNode?>>(text), StringComparer.Ordinal);

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T Parse<T>(string text) => JsonSerializer.Deserialize<T>(text, Json)!;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(List<Source>))]
[JsonSerializable(typeof(List<Evidence>))]
internal sealed partial class StoredTypes : JsonSerializerContext;
