using System.Text.Json;
using System.Text.Json.Serialization;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Json;

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
