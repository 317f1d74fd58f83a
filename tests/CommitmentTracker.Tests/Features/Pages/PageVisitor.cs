using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>Somebody with a browser that runs no scripts: it keeps cookies, follows no redirection by itself, and sends forms as they stand.</summary>
internal sealed partial class PageVisitor : IDisposable
{
    private readonly HttpClient client;
    private readonly Uri address;

    public PageVisitor(TestService service)
    {
        address = service.Address;
        client = new HttpClient(
            new HttpClientHandler
            {
                AllowAutoRedirect = false,
                UseCookies = true,
                CookieContainer = Cookies,
            }
        )
        {
            BaseAddress = address,
        };
        client.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    public CookieContainer Cookies { get; } = new();

    public string Origin => address.GetLeftPart(UriPartial.Authority);

    public string? Session => Cookies.GetCookies(address)["session"]?.Value;

    public static async Task<PageVisitor> SignedInAsync(TestService service, string key)
    {
        var visitor = new PageVisitor(service);
        using var answer = await visitor.SubmitAsync("/sign-in", ("key", key));
        Assert.That((int)answer.StatusCode, Is.EqualTo(303), await answer.Content.ReadAsStringAsync());
        return visitor;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<string> ReadAsync(string path) => await (await GetAsync(path)).Content.ReadAsStringAsync();

    /// <summary>Reads a page, types into its form and sends that.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] typed) =>
        await SubmitAsync(path, await ReadAsync(path), typed);

    /// <summary>Types into the form of a page that was read before, and sends it.</summary>
    public Task<HttpResponseMessage> SubmitAsync(string path, string page, params (string Name, string Value)[] typed)
    {
        var fields = FieldsOf(page).Where(field => typed.All(each => each.Name != field.Name));
        return PostAsync(path, Origin, [.. fields, .. typed]);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string? origin, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await client.SendAsync(request);
    }

    /// <summary>What a browser would send of the form of a page, as it is shown.</summary>
    public static IEnumerable<(string Name, string Value)> FieldsOf(string page)
    {
        var form = Form().Match(page) is { Success: true } found ? found.Value : "";
        foreach (Match input in Input().Matches(form))
        {
            var (name, type) = (Attribute(input.Value, "name"), Attribute(input.Value, "type"));
            if (name is not null && (type is not ("checkbox" or "radio") || input.Value.Contains(" checked")))
            {
                yield return (name, Attribute(input.Value, "value") ?? "");
            }
        }

        foreach (Match area in Area().Matches(form))
        {
            var text = WebUtility.HtmlDecode(area.Groups[2].Value);
            yield return (Attribute(" " + area.Groups[1].Value, "name")!, text.StartsWith('\n') ? text[1..] : text);
        }

        foreach (Match choice in Choice().Matches(form))
        {
            var options = Option().Matches(choice.Groups[2].Value);
            var chosen = options.FirstOrDefault(option => option.Value.Contains(" selected")) ?? options[0];
            yield return (Attribute(" " + choice.Groups[1].Value, "name")!, Attribute(chosen.Value, "value") ?? "");
        }
    }

    /// <summary>A form as it is, such as one with a file.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, HttpContent form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("Origin", Origin);
        return await client.SendAsync(request);
    }

    /// <summary>As a browser sends the form of the page for imports with a file chosen.</summary>
    public async Task<HttpResponseMessage> UploadAsync(byte[] sheet, string named, string of, string? page = null, string act = "try")
    {
        var form = new MultipartFormDataContent();
        page ??= await ReadAsync("/import");
        foreach (var (name, value) in FieldsOf(page).Where(field => field.Name is not ("file" or "of" or "act")))
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new StringContent(of), "of");
        form.Add(new StringContent(act), "act");
        var file = new ByteArrayContent(sheet);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", named);
        return await SendAsync("/import", form);
    }

    public void Dispose() => client.Dispose();

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $" {name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form [^>]*class=\"typed.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input [^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<textarea ([^>]*)>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Area();

    [GeneratedRegex("<select ([^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Choice();

    [GeneratedRegex("<option [^>]*>")]
    private static partial Regex Option();
}
