using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommitmentTracker.Json;

/// <summary>A day as <c>YYYY-MM-DD</c> and nothing else.</summary>
internal sealed class DayJsonConverter : JsonConverter<DateOnly>
{
    public const string Format = "yyyy-MM-dd";

    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var day)
            ? day
            : throw new JsonValueException("must be a date as YYYY-MM-DD");

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));

    public static bool TryParse(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
