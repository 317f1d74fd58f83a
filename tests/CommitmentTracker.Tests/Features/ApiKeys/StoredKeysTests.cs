using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ApiKeys;

[Parallelizable(ParallelScope.Self)]
internal sealed class StoredKeysTests
{
    [Test]
    [OfFiles]
    public async Task The_database_file_contains_no_key()
    {
        using var stage = await Stage.StartAsync();
        var secrets = new List<string> { TestService.AdminKey };
        for (var count = 0; count < 3; count++)
        {
            // Once more with the same Idempotency-Key: the answer is kept, and it holds the key.
            var first = await KeyAsync(stage, $"key-{count}");
            Assert.That(await KeyAsync(stage, $"key-{count}"), Is.EqualTo(first));
            secrets.Add(first);
            var feed = await FeedAsync(stage, $"feed-{count}");
            Assert.That(await FeedAsync(stage, $"feed-{count}"), Is.EqualTo(feed));
            secrets.Add(feed);
            await stage.Public.SendAsync(HttpMethod.Get, $"/calendar.ics?feed={feed}");
            using var holder = stage.Service.ClientWith(first);
            await holder.SendJsonAsync(HttpMethod.Post, "/commitments", Bodies.Commitment(stage.NewCode()));
        }

        secrets.Add(
            (await CommandRun.OfAsync(stage.Service.DatabasePath, "keys", "create", "--role", "reader", "--name", "By hand")).Output.Trim()
        );
        var files = Directory.GetFiles(stage.Service.Folder);
        Assert.That(files.Select(Path.GetFileName), Does.Contain("commitments.db").And.Contain("commitments.db-wal"));
        var stored = new List<byte>();
        foreach (var file in files)
        {
            var bytes = await ReadAsync(file);
            stored.AddRange(bytes);
            foreach (var (form, text) in secrets.SelectMany(FormsOf))
            {
                Assert.That(bytes.AsSpan().IndexOf(text), Is.Negative, $"{Path.GetFileName(file)} holds {form}");
            }
        }

        // What is looked for so would be found.
        foreach (var secret in secrets)
        {
            var hash = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));
            Assert.That(CollectionsMarshal.AsSpan(stored).IndexOf(hash), Is.Not.Negative);
        }
    }

    private static async Task<string> KeyAsync(Stage stage, string idempotencyKey) =>
        (string)(await CreateAsync(stage, "/api-keys", Bodies.Key("secretariat"), idempotencyKey))["key"]!;

    /// <summary>The token in the address of a private calendar feed opens something too.</summary>
    private static async Task<string> FeedAsync(Stage stage, string idempotencyKey) =>
        ((string)(await CreateAsync(stage, "/calendar-feeds", Bodies.Feed(), idempotencyKey))["address"]!).Split("feed=")[1];

    private static async Task<JsonNode> CreateAsync(Stage stage, string path, JsonObject body, string idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ApiExtensions.Root + path);
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var answer = await stage.Admin.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>The file as another program sees it while the service runs.</summary>
    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static IEnumerable<(string Form, byte[] Text)> FormsOf(string secret)
    {
        var written = Encoding.UTF8.GetBytes(secret);
        var forms = new List<(string, byte[])> { ("the key", written), ("the key in UTF-16", Encoding.Unicode.GetBytes(secret)) };
        forms.AddRange(Encoded("the key", written));
        if (secret[2] == '_')
        {
            var chance = Base64Url.DecodeFromChars(secret.AsSpan(3));
            forms.Add(("what the key is made of", chance));
            forms.Add(("the key without its prefix", written[3..]));
            forms.AddRange(Encoded("what the key is made of", chance));
        }

        return forms;
    }

    private static IEnumerable<(string, byte[])> Encoded(string what, byte[] bytes) =>
        [
            ($"{what} in base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes).TrimEnd('='))),
            ($"{what} in base64 for addresses", Encoding.ASCII.GetBytes(Base64Url.EncodeToString(bytes))),
            ($"{what} in hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes))),
            ($"{what} in capital hex", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes))),
        ];
}
