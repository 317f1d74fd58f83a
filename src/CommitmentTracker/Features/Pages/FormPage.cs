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
}

/// <summary>What was typed into a form. Its fields have the names that the API gives them, so that what is wrong is found beside each.</summary>
internal sealed class FormValues(IFormCollection form)
{
    private const string Checked = "true";

    public static async Task<Result<FormValues>> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return new Refusal(ErrorCode.UnsupportedMediaType, ErrorCatalogue.WrongMediaType);
        }

        try
        {
            return new FormValues(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return new Refusal(ErrorCode.MalformedBody, "The form cannot be read.");
        }
    }

    public string this[string name] => form[name].ToString();

    public bool Has(string name) => form.ContainsKey(name);

    public bool IsChecked(string name) => form[name] == Checked;

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
}
