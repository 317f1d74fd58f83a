using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// What a provider does for browsers, as strictly as one may: a page to sign in on, and an endpoint that turns a code into tokens once, for
/// the client, the address and the verifier that it was given for.
/// </summary>
internal sealed class TestIssuerPages(TestIssuer issuer)
{
    /// <summary>What needs to be escaped on its way.</summary>
    public const string ClientId = "tracker pages:1";

    public const string Secret = "a secret+of/the=pages %&";

    public const string Button = "Go on as Linh";

    private readonly ConcurrentDictionary<string, IQueryCollection> codes = new(StringComparer.Ordinal);

    /// <summary>How a client with a secret proves itself.</summary>
    public string[] Methods { get; set; } = ["client_secret_basic"];

    /// <summary>What the client has to prove itself with; none of a public one.</summary>
    public string? ClientSecret { get; set; } = Secret;

    /// <summary>Where it sends browsers back to.</summary>
    public ConcurrentBag<string> ReturnAddresses { get; } = [];

    /// <summary>What it tells of who signs in, in the access token; a focal point unless said.</summary>
    public JsonObject? Person { get; set; }

    /// <summary>The access token, made of those claims.</summary>
    public Func<JsonObject, string> AccessToken { get; set; } = claims => issuer.Token(claims);

    /// <summary>The id token, made of the right claims.</summary>
    public Func<JsonObject, string> IdToken { get; set; } = claims => issuer.Token(claims);

    /// <summary>What the token endpoint does instead.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>All that must stand in no log: codes, verifiers, tokens.</summary>
    public ConcurrentBag<string> Secrets { get; } = [];

    /// <summary>What the last call of the token endpoint was refused for.</summary>
    public string? Refused { get; private set; }

    /// <summary>The settings of a service whose pages it knows.</summary>
    public string[] Settings =>
        [
            .. issuer.Settings,
            $"Authentication:Schemes:Oidc:ClientId={ClientId}",
            .. ClientSecret is null ? Array.Empty<string>() : [$"Authentication:Schemes:Oidc:ClientSecret={ClientSecret}"],
        ];

    public void Map(WebApplication app)
    {
        app.MapGet("/authorize", Ask);
        app.MapPost("/authorize", AnswerAsync);
        app.MapPost("/token", TokenAsync);
    }

    /// <summary>Presses the button, or the one that turns back, and returns where the browser is led to.</summary>
    public static async Task<Uri> AnswerAsync(Uri page, string answer = "yes")
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var shown = await client.GetAsync(page);
        Assert.That((int)shown.StatusCode, Is.EqualTo(200), await shown.Content.ReadAsStringAsync());
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("answer", answer)]);
        using var led = await client.PostAsync(page, form);
        Assert.That((int)led.StatusCode, Is.EqualTo(302));
        return led.Headers.Location!;
    }

    private IResult Ask(HttpContext http)
    {
        var query = http.Request.Query;
        string[] wrong =
        [
            .. Wrong("realm", query["realm"] == "asean"),
            .. Wrong("response_type", query["response_type"] == "code"),
            .. Wrong("client_id", query["client_id"] == ClientId),
            .. Wrong("redirect_uri", ReturnAddresses.Contains(query["redirect_uri"].ToString())),
            .. Wrong("scope", query["scope"].ToString().Split(' ').Contains("openid")),
            .. Wrong("state", query["state"].ToString().Length >= 32),
            .. Wrong("nonce", query["nonce"].ToString().Length >= 32),
            .. Wrong("code_challenge_method", query["code_challenge_method"] == "S256"),
            .. Wrong("code_challenge", query["code_challenge"].ToString().Length == 43),
        ];
        return wrong.Length > 0
            ? Results.Text($"Wrong: {string.Join(", ", wrong)}", statusCode: 400)
            : Results.Text(
                $"""
                <!DOCTYPE html><html lang="en"><title>The provider</title><h1>The provider</h1>
                <form method="post" action="{WebUtility.HtmlEncode($"/authorize{http.Request.QueryString}")}">
                <button name="answer" value="yes">{Button}</button> <button name="answer" value="no">Turn back</button></form></html>
                """,
                "text/html"
            );
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var answer = (await http.Request.ReadFormAsync())["answer"];
        var query = http.Request.Query;
        var back = $"{query["redirect_uri"]}?state={Uri.EscapeDataString(query["state"].ToString())}";
        if (answer != "yes")
        {
            http.Response.Redirect($"{back}&error=access_denied&error_description={Uri.EscapeDataString("<script>alert(1)</script>")}");
            return;
        }

        var code = Kept($"code-{RandomNumberGenerator.GetHexString(32)}");
        codes[code] = query;
        http.Response.Redirect($"{back}&code={code}&session_state=1");
    }

    private async Task TokenAsync(HttpContext http)
    {
        if (Instead is { } instead)
        {
            await instead(http);
            return;
        }

        var form = await http.Request.ReadFormAsync();
        Kept(form["code_verifier"].ToString());
        codes.TryRemove(form["code"].ToString(), out var asked);
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        Refused =
            !IsClient(http.Request, form) ? "invalid_client"
            : form["grant_type"] != "authorization_code" ? "unsupported_grant_type"
            : asked is null || asked["redirect_uri"] != form["redirect_uri"] || asked["code_challenge"] != challenge ? "invalid_grant"
            : null;
        if (Refused is not null)
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync($$"""{"error":"{{Refused}}","error_description":"<script>alert(1)</script>"}""");
            return;
        }

        var person = (Person ?? issuer.Claims("focal_point", Some.MemberState)).DeepClone().AsObject();
        var claims = issuer
            .Claims("nothing")
            .With(("aud", ClientId), ("nonce", (string?)asked!["nonce"]), ("sub", person["sub"]?.DeepClone()));
        claims.Remove("roles");
        var answer = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = 300,
            ["access_token"] = Kept(AccessToken(person)),
            ["id_token"] = Kept(IdToken(claims)),
        };
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    private bool IsClient(HttpRequest request, IFormCollection form)
    {
        var header = request.Headers.Authorization.ToString();
        if (ClientSecret is null)
        {
            return header.Length == 0 && form["client_id"] == ClientId && !form.ContainsKey("client_secret");
        }

        if (!Methods.Contains("client_secret_basic"))
        {
            return header.Length == 0 && form["client_id"] == ClientId && form["client_secret"] == ClientSecret;
        }

        var pair = $"{Escaped(ClientId)}:{Escaped(ClientSecret)}";
        return header == $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(pair))}" && !form.ContainsKey("client_secret");
    }

    /// <summary>As a form escapes it, which RFC 6749 asks for.</summary>
    private static string Escaped(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private string Kept(string secret)
    {
        Secrets.Add(secret);
        return secret;
    }

    private static IEnumerable<string> Wrong(string name, bool isRight) => isRight ? [] : [name];
}
