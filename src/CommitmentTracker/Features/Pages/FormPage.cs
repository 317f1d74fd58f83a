namespace CommitmentTracker.Features.Pages;

/// <summary>A page with a form, which is sent to its own address and carried out by an operation of the API.</summary>
public abstract class FormPage : SitePage
{
    /// <summary>Carries out an operation of the API for who is signed in, and leaves word why where it is refused.</summary>
    private protected async Task<OwnAnswer> CallAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        string? tag = null,
        string? once = null
    )
    {
        var calls = Request.Http.RequestServices.GetRequiredService<OwnCalls>();
        var answer = await calls.SendAsync(Request.Http, method, FeatureMap.Root + path, body, tag, once);
        Request.Problem = answer.Problem;
        return answer;
    }

    /// <summary>The way on after something was done: the browser reads that page, and sends no form again when it is read anew.</summary>
    private protected IResult DoneAt(string path, Done done) => new SeeOther($"{At(path)}?{PageRequest.DoneName}={EnumCode.Of(done)}");
}

/// <summary>Who may see a page, where that is not everybody who may read.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForAttribute(params Role[] roles) : Attribute
{
    public IReadOnlyList<Role> Roles => roles;
}

/// <summary>A page that everybody sees, also where reading is closed.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForEverybodyAttribute : Attribute;

/// <summary>A redirection after a form.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}

/// <summary>What was done before the page that is shown: said at its head.</summary>
internal enum Done
{
    Submitted,
    Recorded,
    Verified,
    Returned,
    Voided,
    Saved,
    Created,
    Archived,
    Opened,
    Closed,
    Revoked,
}

/// <summary>What was typed into a form. Its fields have the names that the API gives them, so that what is wrong is found beside each.</summary>
internal sealed class FormValues
{
    private const string Checked = "true";

    private readonly Dictionary<string, string> values;

    public FormValues(IEnumerable<KeyValuePair<string, string>> fields) =>
        values = fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);

    /// <summary>All that was sent, each name once: boxes of one name come as one text.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => values;

    public string this[string name]
    {
        get => values.GetValueOrDefault(name, "");
        set => values[name] = value;
    }

    public static async Task<Result<FormValues>> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return new Refusal(ErrorCode.UnsupportedMediaType, ErrorCatalogue.WrongMediaType);
        }

        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return new FormValues(form.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())));
        }
        catch (InvalidDataException)
        {
            return new Refusal(ErrorCode.MalformedBody, "The form cannot be read.");
        }
    }

    public bool Has(string name) => values.ContainsKey(name);

    public bool IsChecked(string name) => this[name] == Checked;

    /// <summary>What was typed, without white space around it; null where that is nothing.</summary>
    public string? Text(string name) => this[name].Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Several lines, as they are kept: browsers send a line break as two characters.</summary>
    public string? Prose(string name) => Text(name)?.ReplaceLineEndings("\n");

    /// <summary>What the API takes as one line, typed into a field that has room for several.</summary>
    public string? Line(string name) => Text(name)?.ReplaceLineEndings(" ");

    /// <summary>A number where it is one; else as it was typed, so that the API says what is wrong with it.</summary>
    public JsonNode? Number(string name) =>
        Text(name) is { } text
            ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : text
            : null;

    /// <summary>
    /// The rows of a list that have anything in the fields that tell. They are numbered anew, as the API numbers them, so that what is
    /// wrong with one is found beside it.
    /// </summary>
    public int CountRows(string list, string[] telling, params string[] others)
    {
        string[] fields = [.. telling, .. others];
        var kept = 0;
        for (var row = 0; fields.Any(field => Has($"{list}[{row}].{field}")); row++)
        {
            if (telling.All(field => Text($"{list}[{row}].{field}") is null))
            {
                fields.ToList().ForEach(field => values.Remove($"{list}[{row}].{field}"));
                continue;
            }

            if (kept < row)
            {
                foreach (var field in fields)
                {
                    values[$"{list}[{kept}].{field}"] = this[$"{list}[{row}].{field}"];
                    values.Remove($"{list}[{row}].{field}");
                }
            }

            kept++;
        }

        return kept;
    }

    /// <summary>Takes all fields of a list, or of that name, away.</summary>
    public void Remove(string name) =>
        values
            .Keys.Where(key => key == name || key.StartsWith(name + "[", StringComparison.Ordinal))
            .ToList()
            .ForEach(key => values.Remove(key));
}

/// <summary>Makes bodies for the API out of what was typed.</summary>
internal static class FormBody
{
    /// <summary>The members that were given.</summary>
    public static JsonObject Of(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
