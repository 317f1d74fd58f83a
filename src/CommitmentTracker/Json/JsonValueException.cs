using System.Text.Json;

namespace CommitmentTracker.Json;

/// <summary>A value of the right JSON type that the contract does not allow; the message is for the caller.</summary>
internal sealed class JsonValueException(string message) : JsonException(message);
