using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// An OpenID Connect provider on the loopback interface: discovery and keys, and for browsers its page to sign in on and what turns a code
/// into tokens (<see cref="TestIssuerPages"/>). Its tokens are put together by hand, so that a test can make the wrong ones too.
/// </summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "commitment-tracker";

    private readonly WebApplication app;

    private TestIssuer(WebApplication app) => (this.app, Pages) = (app, new TestIssuerPages(this));

    /// <summary>What it does for browsers.</summary>
    public TestIssuerPages Pages { get; }

    /// <summary>The address of the provider, which is also its name in tokens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The keys that the provider makes known.</summary>
    public IReadOnlyList<IssuerKey> Keys { get; set; } = [IssuerKey.Rsa("rsa-1"), IssuerKey.Ec("ec-1")];

    /// <summary>How often the keys were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>The settings of a service that takes the provider's tokens.</summary>
    public string[] Settings =>
        [
            $"Authentication:Schemes:Oidc:Authority={Address}",
            $"Authentication:Schemes:Oidc:Audience={Audience}",
            "Authentication:Schemes:Oidc:RequireHttpsMetadata=false",
            "Authentication:Schemes:Oidc:RefreshSeconds=1",
        ];

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new TestIssuer(builder.Build());
        issuer.app.MapGet("/.well-known/openid-configuration", () => issuer.Discovery().ToJsonString());
        issuer.app.MapGet("/keys", () => issuer.PublicKeys().ToJsonString());
        issuer.Pages.Map(issuer.app);
        await issuer.app.StartAsync();
        issuer.Address = issuer.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return issuer;
    }

    /// <summary>What a good token says, by the real clock, which the lifetime of tokens is judged by.</summary>
    public JsonObject Claims(string role, string? party = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Address,
            ["aud"] = Audience,
            ["sub"] = $"subject of a {role} {party}".Trim(),
            ["name"] = $"Name of a {role}",
            ["iat"] = now - 300,
            ["nbf"] = now - 300,
            ["exp"] = now + 300,
            ["roles"] = role,
        };
        return party is null ? claims : claims.With(("party", party));
    }

    public string Token(JsonObject claims, IssuerKey? key = null) => (key ?? Keys[0]).Sign(claims);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private JsonObject Discovery() =>
        new()
        {
            ["issuer"] = Address,
            ["jwks_uri"] = $"{Address}/keys",
            ["authorization_endpoint"] = $"{Address}/authorize?realm=asean",
            ["token_endpoint"] = $"{Address}/token",
            ["token_endpoint_auth_methods_supported"] = new JsonArray([.. Pages.Methods.Select(each => JsonValue.Create(each))]),
            ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256", "ES256"),
        };

    private JsonObject PublicKeys()
    {
        Asked++;
        return new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => key.Public())]) };
    }
}

/// <summary>A pair of keys that tokens are signed with.</summary>
internal sealed record IssuerKey(string Id, string Algorithm, Func<JsonObject> Public, Func<byte[], byte[]> Signature)
{
    /// <summary>The public half as those write it who would use it as a shared secret.</summary>
    public IReadOnlyList<byte[]> PublicBytes { get; private init; } = [];

    public static IssuerKey Rsa(string id, string algorithm = "RS256")
    {
        var rsa = RSA.Create(2048);
        var hash = HashOf(algorithm);
        var padding = algorithm.StartsWith("PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new IssuerKey(
            id,
            algorithm,
            () =>
                new JsonObject
                {
                    ["kty"] = "RSA",
                    ["use"] = "sig",
                    ["kid"] = id,
                    ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                    ["e"] = Base64Url.EncodeToString(parameters.Exponent),
                },
            data => rsa.SignData(data, hash, padding)
        )
        {
            PublicBytes =
            [
                parameters.Modulus!,
                rsa.ExportSubjectPublicKeyInfo(),
                Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()),
                Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem() + "\n"),
                Encoding.ASCII.GetBytes(Base64Url.EncodeToString(parameters.Modulus)),
            ],
        };
    }

    public static IssuerKey Ec(string id)
    {
        var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = ec.ExportParameters(includePrivateParameters: false).Q;
        return new IssuerKey(
            id,
            "ES256",
            () =>
                new JsonObject
                {
                    ["kty"] = "EC",
                    ["use"] = "sig",
                    ["kid"] = id,
                    ["crv"] = "P-256",
                    ["x"] = Base64Url.EncodeToString(point.X),
                    ["y"] = Base64Url.EncodeToString(point.Y),
                },
            data => ec.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        );
    }

    /// <summary>What is no pair at all: who can check such a signature can also make it.</summary>
    public static IssuerKey Shared(string id, byte[] secret) => new(id, "HS256", () => [], data => HMACSHA256.HashData(secret, data));

    public static IssuerKey None(string id, string spelling) => new(id, spelling, () => [], _ => []);

    public string Sign(JsonObject claims, params (string Member, JsonNode? Value)[] header)
    {
        var head = new JsonObject
        {
            ["alg"] = Algorithm,
            ["typ"] = "JWT",
            ["kid"] = Id,
        }.With(header);
        var signed = $"{Encode(head)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static HashAlgorithmName HashOf(string algorithm) =>
        algorithm[2..] switch
        {
            "256" => HashAlgorithmName.SHA256,
            "384" => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA512,
        };
}
