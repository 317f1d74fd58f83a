using System.Text.Json.Serialization;

namespace CommitmentTracker.Json;

/// <summary>A day as <c>YYYY-MM-DD</c> and nothing else.</summary>
/// <param name="isFree">Whether any day will do: of what is stored, some was stored before there was a rule.</param>
internal sealed class DayJsonConverter(bool isFree) : JsonConverter<DateOnly>
{
    public const string Format = "yyyy-MM-dd";

    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String || !TryParse(reader.GetString(), out var day)
            ? throw new JsonValueException("must be a date as YYYY-MM-DD")
        : isFree || DayRange.Holds(day) ? day
        : throw new JsonValueException(DayRange.Rule);

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));

    public static bool TryParse(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}

/// <summary>Enums in JSON by their exact code: no numbers, no other case, no padding.</summary>
internal sealed class EnumCodeJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EnumCodeJsonConverter<>).MakeGenericType(typeToConvert))!;
}

internal sealed class EnumCodeJsonConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && EnumCode.TryParse<T>(reader.GetString(), out var value)
            ? value
            : throw new JsonValueException($"must be one of {string.Join(", ", EnumCode.All<T>())}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(EnumCode.Of(value));
}

/// <summary>An instant in UTC with milliseconds and <c>Z</c>. Read only with an offset, because without one nobody knows when it was.</summary>
internal sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Accepted = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonValueException("must be an instant as YYYY-MM-DDThh:mm:ssZ");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));

    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        return text is { Length: > 19 }
            && (text[^1] == 'Z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParseExact(text, Accepted, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant);
    }
}
