using System.Buffers.Text;
using System.IdentityModel.Tokens.Jwt;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CommitmentTracker.Api.Access;

/// <summary>
/// Signs people in through the OpenID Connect provider, in their browser: authorization code with PKCE. What ties the return to the
/// departure is held by the browser alone (<see cref="SignInAttempt"/>), so that any instance takes the return of an attempt that another
/// began. There is none where the settings name no client.
/// </summary>
internal sealed class ProviderSignIn(OidcOptions oidc, IOptionsMonitor<JwtBearerOptions> bearer, ILogger<ProviderSignIn> logger)
{
    /// <summary>Where the provider sends the browser back to, under the public address.</summary>
    public const string ReturnPath = "/sign-in/return";

    private const int MaxTold = 300;

    private static readonly OpenIdConnectProtocolValidator Protocol = new() { NonceLifetime = SignInAttempt.Lifetime };

    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    /// <summary>What people know the provider by.</summary>
    public string Name => oidc.DisplayName ?? new Uri(oidc.Authority!).Host;

    /// <summary>The client of the provider's keys and addresses, which the tokens of the API are judged by too.</summary>
    private JwtBearerOptions Shared => bearer.Get(Oidc.SchemeName);

    /// <summary>Begins an attempt, and returns the address of the provider to go to.</summary>
    /// <param name="http">The request; its answer gets the cookie of the attempt.</param>
    /// <param name="to">The own address to go to in the end.</param>
    public async Task<string> BeginAsync(HttpContext http, string to)
    {
        var known = await ProviderAsync(http.RequestAborted);
        var attempt = SignInAttempt.New(Protocol.GenerateNonce(), to);
        var asked = new OpenIdConnectMessage
        {
            IssuerAddress = AddressIn(known.AuthorizationEndpoint, "authorization_endpoint"),
            ClientId = oidc.ClientId,
            ResponseType = OpenIdConnectResponseType.Code,
            Scope = oidc.Scope,
            RedirectUri = ReturnAddress(http.Request),
            State = attempt.State,
            Nonce = attempt.Nonce,
            EnableTelemetryParameters = false,
        };
        asked.SetParameter("code_challenge", attempt.Challenge);
        asked.SetParameter("code_challenge_method", "S256");
        attempt.Keep(http);
        return asked.CreateAuthenticationRequestUrl();
    }

    /// <summary>
    /// Turns the code that the provider sent along into tokens: its access token, then its id token. That one has been found to be the
    /// provider's, for us, and of this very attempt; what either opens here, the API says.
    /// </summary>
    /// <param name="http">The request by which the browser comes back.</param>
    /// <param name="attempt">What the browser held; null where that was nothing.</param>
    public async Task<IReadOnlyList<string>> EndAsync(HttpContext http, SignInAttempt? attempt)
    {
        var answer = new OpenIdConnectMessage(http.Request.Query.Select(each => KeyValuePair.Create(each.Key, each.Value.ToArray())));
        if (attempt is null || !attempt.IsOf(answer.State))
        {
            throw new SignInException(SignInFault.Ended, "the browser holds no attempt of this state");
        }

        if (!string.IsNullOrEmpty(answer.Error))
        {
            throw new SignInException(FaultOf(answer.Error), $"the provider says {answer.Error}");
        }

        if (string.IsNullOrEmpty(answer.Code))
        {
            throw new SignInException(SignInFault.NotTaken, "the provider sent no code");
        }

        var known = await ProviderAsync(http.RequestAborted);
        var tokens = await RedeemAsync(known, answer.Code, attempt, ReturnAddress(http.Request), http.RequestAborted);
        await CheckAsync(tokens, attempt);
        return [tokens.AccessToken, tokens.IdToken];
    }

    /// <summary>Keeps in the log why an attempt failed. What comes from elsewhere must not look like a line of its own.</summary>
    public void Tell(HttpContext http, SignInException failed)
    {
        var detail = string.Concat(failed.Message.Take(MaxTold).Select(each => each is >= ' ' and <= '~' ? each : '?'));
        logger.LogWarning(
            "Signing in through the provider failed from {Address}: {Fault}, {Detail}",
            http.Connection.RemoteIpAddress,
            failed.Fault,
            detail
        );
    }

    private static string ReturnAddress(HttpRequest request) => PublicAddress.Of(request) + ReturnPath;

    private static SignInFault FaultOf(string error) =>
        error switch
        {
            "access_denied" => SignInFault.Declined,
            "temporarily_unavailable" or "server_error" => SignInFault.Unreachable,
            // Also of a code that was used before.
            "invalid_grant" => SignInFault.Ended,
            _ => SignInFault.NotTaken,
        };

    private async Task<OpenIdConnectConfiguration> ProviderAsync(CancellationToken aborted)
    {
        try
        {
            return await Shared.ConfigurationManager!.GetConfigurationAsync(aborted);
        }
        catch (Exception fault) when (!aborted.IsCancellationRequested)
        {
            throw new SignInException(SignInFault.Unreachable, $"its discovery document cannot be read: {fault.Message}", fault);
        }
    }

    private async Task<OpenIdConnectMessage> RedeemAsync(
        OpenIdConnectConfiguration known,
        string code,
        SignInAttempt attempt,
        string returnAddress,
        CancellationToken aborted
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressIn(known.TokenEndpoint, "token_endpoint"));
        request.Headers.Accept.ParseAdd(OwnCalls.Json);
        var asked = new OpenIdConnectMessage
        {
            GrantType = OpenIdConnectGrantTypes.AuthorizationCode,
            Code = code,
            RedirectUri = returnAddress,
        };
        asked.SetParameter("code_verifier", attempt.Verifier);
        Authenticate(request, asked, known.TokenEndpointAuthMethodsSupported);
        request.Content = new FormUrlEncodedContent(asked.Parameters);
        try
        {
            using var response = await Shared.Backchannel.SendAsync(request, aborted);
            var body = await response.Content.ReadAsStringAsync(aborted);
            if (response.StatusCode >= HttpStatusCode.InternalServerError)
            {
                throw new SignInException(SignInFault.Unreachable, $"its token endpoint answers {(int)response.StatusCode}");
            }

            var answer = Parsed(body);
            if (!response.IsSuccessStatusCode || answer is null)
            {
                var error = answer?.Error ?? "";
                throw new SignInException(FaultOf(error), $"its token endpoint answers {(int)response.StatusCode} {error}");
            }

            return answer;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !aborted.IsCancellationRequested)
        {
            throw new SignInException(SignInFault.Unreachable, $"its token endpoint does not answer: {fault.Message}", fault);
        }
    }

    /// <summary>By the header where the provider does not ask for the other way. A client without a secret only says who it is.</summary>
    private void Authenticate(HttpRequestMessage request, OpenIdConnectMessage asked, ICollection<string> methods)
    {
        if (oidc.ClientSecret is null)
        {
            asked.ClientId = oidc.ClientId;
        }
        else if (methods.Contains("client_secret_post") && !methods.Contains("client_secret_basic"))
        {
            (asked.ClientId, asked.ClientSecret) = (oidc.ClientId, oidc.ClientSecret);
        }
        else
        {
            var pair = $"{WebUtility.UrlEncode(oidc.ClientId)}:{WebUtility.UrlEncode(oidc.ClientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
    }

    private static OpenIdConnectMessage? Parsed(string body)
    {
        try
        {
            return new OpenIdConnectMessage(body);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the id token is the provider's, for this client, valid now and made for this attempt.</summary>
    private async Task CheckAsync(OpenIdConnectMessage tokens, SignInAttempt attempt)
    {
        var parameters = Shared.TokenValidationParameters.Clone();
        (parameters.ValidAudience, parameters.ValidAudiences) = (oidc.ClientId, null);
        parameters.ConfigurationManager = (BaseConfigurationManager)Shared.ConfigurationManager!;
        var checkedToken = await Tokens.ValidateTokenAsync(tokens.IdToken, parameters);
        if (!checkedToken.IsValid)
        {
            throw new SignInException(
                SignInFault.NotTaken,
                $"its id token is not valid: {checkedToken.Exception.Message}",
                checkedToken.Exception
            );
        }

        try
        {
            Protocol.ValidateTokenResponse(
                new OpenIdConnectProtocolValidationContext
                {
                    ClientId = oidc.ClientId,
                    ProtocolMessage = tokens,
                    ValidatedIdToken = JwtSecurityTokenConverter.Convert((JsonWebToken)checkedToken.SecurityToken),
                    Nonce = attempt.Nonce,
                }
            );
        }
        catch (OpenIdConnectProtocolException fault)
        {
            throw new SignInException(SignInFault.NotTaken, $"its answer is not of this attempt: {fault.Message}", fault);
        }
    }

    private string AddressIn(string? address, string name) =>
        oidc.IsAddress(address)
            ? address!
            : throw new SignInException(SignInFault.NotTaken, $"its discovery document has no {name} that can be used");
}

/// <summary>
/// One attempt to sign in, from the departure to the provider until the return. The browser holds it, in a cookie for the address of the
/// return alone. Nothing signs it: whoever could put a cookie there could put one of an attempt of their own.
/// </summary>
internal sealed record SignInAttempt(string State, string Nonce, string Verifier, string To)
{
    /// <summary>Of the cookie, and of the nonce in it, which the provider's signature comes to cover.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string CookieName = "sign-in";

    /// <summary>What a browser keeps in one cookie, less the rest of it.</summary>
    private const int MaxAddressLength = 3000;

    /// <summary>What the provider is shown of the verifier.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static SignInAttempt New(string nonce, string to) =>
        new(Random(), nonce, Random(), Uri.EscapeDataString(to).Length <= MaxAddressLength ? to : "");

    public void Keep(HttpContext http) =>
        // None of the four has a space in it.
        http.Response.Cookies.Append(CookieName, string.Join(' ', State, Nonce, Verifier, To), OptionsFor(http.Request, Lifetime));

    /// <summary>The attempt that the browser holds, which it holds no longer then.</summary>
    public static SignInAttempt? Take(HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is not { } held)
        {
            return null;
        }

        http.Response.Cookies.Delete(CookieName, OptionsFor(http.Request, null));
        return held.Split(' ') is [{ Length: > 0 } state, { Length: > 0 } nonce, { Length: > 0 } verifier, var to]
            ? new SignInAttempt(state, nonce, verifier, to)
            : null;
    }

    public bool IsOf(string? state) =>
        state is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State));

    private static CookieOptions OptionsFor(HttpRequest request, TimeSpan? lifetime)
    {
        var options = SessionCookie.OptionsFor(request);
        (options.Path, options.MaxAge) = (request.PathBase + ProviderSignIn.ReturnPath, lifetime);
        return options;
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

/// <summary>Why signing in through the provider failed, as people are told.</summary>
internal enum SignInFault
{
    /// <summary>The provider did not let them in, or they turned back.</summary>
    Declined,

    /// <summary>The browser holds no such attempt, or its code was used already.</summary>
    Ended,

    /// <summary>The provider does not answer.</summary>
    Unreachable,

    /// <summary>What the provider answered is not as it must be.</summary>
    NotTaken,

    /// <summary>The provider's token makes nobody of them here.</summary>
    NoRole,

    /// <summary>The token is longer than a cookie.</summary>
    TooLong,

    /// <summary>The tracker itself does not answer.</summary>
    Busy,
}

/// <summary>An attempt to sign in that failed. The message is for the log.</summary>
internal sealed class SignInException(SignInFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public SignInFault Fault => fault;
}
