using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommitmentTracker.ReferenceData.Records;

/// <summary>A column that holds JSON is JSON among the fields as well, not a text with JSON in it.</summary>
internal sealed class StoredJsonConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}
