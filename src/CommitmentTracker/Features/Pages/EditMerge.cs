namespace CommitmentTracker.Features.Pages;

/// <summary>
/// How what was typed meets what somebody else has changed since the form was made. What both changed is shown side by side, and what only
/// they changed is taken over, so that the form can be sent again as a change of the record as it is now.
/// </summary>
/// <param name="Both">The members that were changed here and there, to different values.</param>
/// <param name="Theirs">The members that only they changed.</param>
internal sealed record EditMerge(IReadOnlyList<string> Both, IReadOnlyList<string> Theirs)
{
    /// <summary>The fields that carry the record as the form was made of it, and its tag.</summary>
    public const string Was = "was";
    public const string Tag = "tag";

    /// <param name="was">The record as the form was made of it, as its fields would send it untouched.</param>
    /// <param name="typed">What was sent.</param>
    /// <param name="now">The record as it is now.</param>
    public static EditMerge Of(JsonObject was, JsonObject typed, JsonObject now)
    {
        var changed = ChangedIn(typed, was);
        var moved = ChangedIn(now, was);
        return new EditMerge(
            [.. moved.Intersect(changed).Where(member => !JsonNode.DeepEquals(now[member], typed[member]))],
            [.. moved.Except(changed)]
        );
    }

    /// <summary>The members that are another than they were.</summary>
    public static IReadOnlyList<string> ChangedIn(JsonObject body, JsonObject was) =>
        [.. body.Select(member => member.Key).Where(member => !JsonNode.DeepEquals(body[member], was[member]))];

    /// <summary>The tag under which the API takes a change of a record as it is.</summary>
    public static string TagOf(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The record that a form brings back as it was made of; another where it brings back none.</summary>
    public static JsonObject Before(FormValues? form, JsonObject other)
    {
        try
        {
            return form?.Text(Was) is { } sent && JsonNode.Parse(sent) is JsonObject known ? known : other;
        }
        catch (JsonException)
        {
            return other;
        }
    }
}

/// <summary>A member that was changed here and, meanwhile, by somebody else.</summary>
internal sealed record Collision(string Label, string Yours, string Theirs);
