using System.Text.RegularExpressions;

namespace CommitmentTracker.Api.Errors;

/// <summary>Says what is wrong with a body of JSON by field, in words that name no type of ours.</summary>
internal static partial class JsonFaults
{
    private static readonly string[] IsRequired = ["is required"];

    public static Refusal Explain(JsonException fault)
    {
        var errors = Errors(fault);
        return errors.Count == 0
            ? new Refusal(ErrorCode.MalformedBody, "The body is not well-formed JSON in UTF-8" + Position(fault) + ".")
            : new Refusal(ErrorCode.ValidationFailed, "The request does not meet the contract: see errors.") { Errors = errors };
    }

    private static Dictionary<string, string[]> Errors(JsonException fault)
    {
        var field = Field(fault.Path);
        var message = fault.Message;
        if (MissingMembers().Match(message) is { Success: true } missing)
        {
            return QuotedName()
                .Matches(missing.Groups["names"].Value)
                .ToDictionary(name => Join(field, name.Groups["name"].Value), _ => IsRequired);
        }

        if (fault is JsonValueException || field.Length > 0)
        {
            return new() { [field.Length > 0 ? field : "$"] = [Words(fault)] };
        }

        return message.Contains("could not be converted", StringComparison.Ordinal) ? new() { ["$"] = ["must be an object"] } : [];
    }

    private static string Words(JsonException fault) =>
        fault switch
        {
            JsonValueException => fault.Message,
            _ when fault.Message.Contains("could not be mapped", StringComparison.Ordinal) => "is not a member of this body",
            _ when fault.Message.Contains("Duplicate", StringComparison.Ordinal) => "stands in the body twice",
            _ when fault.Message.Contains("null", StringComparison.Ordinal) => "must not be null",
            _ => "has a value of the wrong type or form",
        };

    private static string Field(string? path) =>
        path is null or "$" ? ""
        : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..]
        : path;

    private static string Join(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";

    private static string Position(JsonException fault) =>
        fault is { LineNumber: { } line, BytePositionInLine: { } position } ? $" (line {line + 1}, byte {position + 1})" : "";

    [GeneratedRegex("missing required properties including: (?<names>.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedName();
}
