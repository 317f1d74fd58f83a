using CommitmentTracker.Domain;
using CommitmentTracker.Json;

namespace CommitmentTracker.Http.Queries;

/// <summary>A day as <c>YYYY-MM-DD</c>.</summary>
internal sealed record Day(DateOnly Value, string? Fault) : IQueryValue<Day>
{
    public static Day Read(string text) =>
        !DayJsonConverter.TryParse(text, out var day) ? new Day(default, "must be a date as YYYY-MM-DD")
        : !DayRange.Holds(day) ? new Day(default, DayRange.Rule)
        : new Day(day, null);
}
