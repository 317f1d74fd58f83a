namespace CommitmentTracker.Features.Pages;

/// <summary>The fields of a commitment's own record, as the forms have them and as the API takes them.</summary>
internal static class CommitmentForm
{
    public const string Sources = "sources";

    /// <summary>Empty rows for more sources.</summary>
    public const int SpareRows = 2;

    public static readonly IReadOnlyList<string> Members =
    [
        "title",
        "description",
        "kind",
        "verb",
        "scope",
        "instrument",
        "alsoUnder",
        "theme",
        "publication",
        "supersededBy",
        Sources,
    ];

    /// <summary>What the API takes; null for what has no value.</summary>
    public static JsonObject BodyOf(FormValues form) =>
        new()
        {
            ["title"] = form.Text("title"),
            ["description"] = form.Prose("description"),
            ["kind"] = form.Text("kind"),
            ["verb"] = form.Text("verb"),
            ["scope"] = form.Text("scope"),
            ["instrument"] = form.Text("instrument"),
            ["alsoUnder"] = new JsonArray([.. ListOf(form["alsoUnder"]).Select(each => (JsonNode)each)]),
            ["theme"] = form.Text("theme"),
            ["publication"] = form.Text("publication"),
            ["supersededBy"] = form.Text("supersededBy"),
            [Sources] = SourcesOf(form),
        };

    /// <summary>A record as it stands in the form.</summary>
    public static FormValues ValuesOf(Commitment commitment)
    {
        var values = new FormValues([]);
        Fill(values, JsonSerializer.SerializeToNode(CommitmentBody.From(commitment), JsonSetup.Contract)!.AsObject(), Members);
        return values;
    }

    /// <summary>Puts members of a record into the fields that show them.</summary>
    public static void Fill(FormValues form, JsonObject body, IEnumerable<string> members)
    {
        foreach (var member in members)
        {
            form.Remove(member);
            switch (body[member])
            {
                case JsonArray sources when member == Sources:
                    for (var row = 0; row < sources.Count; row++)
                    {
                        foreach (var (name, value) in sources[row]!.AsObject())
                        {
                            form[$"{Sources}[{row}].{name}"] = (string?)value ?? "";
                        }
                    }

                    break;
                case JsonArray list:
                    form[member] = string.Join(", ", list.Select(each => (string?)each));
                    break;
                case var value:
                    form[member] = (string?)value ?? "";
                    break;
            }
        }
    }

    public static int CountSources(FormValues form) => form.CountRows(Sources, ["document", "fragment", "url"], "grade");

    /// <summary>A member as people read it.</summary>
    public static string TextOf(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonArray list => string.Join(
                "\n",
                list.Select(each =>
                    each is JsonObject source
                        ? string.Join(" – ", source.Select(part => (string?)part.Value).Where(part => part is not null))
                        : (string?)each
                )
            ),
            _ => (string?)value ?? "",
        };

    private static string[] ListOf(string text) =>
        text.Split([',', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonArray SourcesOf(FormValues form) =>
        new([
            .. Enumerable
                .Range(0, CountSources(form))
                .Select(row =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["document"] = form.Text($"{Sources}[{row}].document"),
                            ["fragment"] = form.Prose($"{Sources}[{row}].fragment"),
                            ["grade"] = form.Text($"{Sources}[{row}].grade"),
                            ["url"] = form.Text($"{Sources}[{row}].url"),
                        }
                ),
        ]);
}
