using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CommitmentTracker.Domain;

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
