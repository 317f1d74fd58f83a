using System.Text;
using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.OpenApi;

/// <summary>The contract is short enough to read, and what generators make of it has names.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class ContractShapeTests
{
    /// <summary>What stands in a condition is no type, so it needs no name.</summary>
    private static readonly string[] Conditions = ["if", "then", "else", "dependentSchemas"];

    private string yaml = null!;
    private JsonNode contract = null!;

    [OneTimeSetUp]
    public async Task Read()
    {
        using var service = TestService.Start(settings: TestService.WithoutReferenceData);
        yaml = await service.Public.GetStringAsync(new Uri("/openapi.yaml", UriKind.Relative));
        contract = JsonNode.Parse(await service.Public.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
    }

    [Test]
    public void It_has_fewer_than_8000_lines_and_400_kilobytes() =>
        Assert.Multiple(() =>
        {
            Assert.That(yaml.Split('\n'), Has.Length.LessThan(8000));
            Assert.That(Encoding.UTF8.GetByteCount(yaml), Is.LessThan(400_000));
        });

    [Test]
    public void Every_enum_is_a_named_schema() => Assert.That(Unnamed(node => node["enum"] is JsonArray), Is.Empty);

    [Test]
    public void Every_record_is_a_named_schema() => Assert.That(Unnamed(node => node["properties"] is JsonObject), Is.Empty);

    [Test]
    public void A_problem_has_one_of_the_error_codes() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                (string?)contract["components"]!["schemas"]!["Problem"]!["properties"]!["code"]!["$ref"],
                Is.EqualTo("#/components/schemas/ErrorCode")
            );
            Assert.That(
                contract["components"]!["schemas"]!["ErrorCode"]!["enum"]!.AsArray().Select(code => (string)code!),
                Is.EqualTo(EnumCode.All<ErrorCode>())
            );
        });

    [TestCase("parameters")]
    [TestCase("headers")]
    [TestCase("responses")]
    public void What_several_operations_share_is_a_component(string kind)
    {
        var inline = Nodes(contract["paths"]!, "#/paths")
            .Where(each => each.Path.EndsWith($"/{kind}", StringComparison.Ordinal))
            .SelectMany(each => each.Node is JsonArray list ? list : each.Node.AsObject().Select(entry => entry.Value))
            .Where(part => part!["$ref"] is null)
            .Select(part => part!.ToJsonString());
        Assert.That(inline, Is.Unique);
    }

    [Test]
    public void Every_refusal_is_a_component() =>
        Assert.That(
            contract["paths"]!
                .AsObject()
                .SelectMany(path => path.Value!.AsObject())
                .SelectMany(operation => operation.Value!["responses"]!.AsObject())
                .Where(answer => answer.Key[0] is '4' or '5' && answer.Value!["$ref"] is null),
            Is.Empty
        );

    [Test]
    public void Every_component_is_used()
    {
        var text = contract.ToJsonString();
        var names = new[] { "schemas", "responses", "parameters", "headers" }.SelectMany(kind =>
            contract["components"]![kind]!.AsObject().Select(component => $"\"#/components/{kind}/{component.Key}\"")
        );
        Assert.That(names.Where(name => !text.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_streamed_export_has_no_entity_tag_and_so_takes_none()
    {
        var export = contract["paths"]!["/api/v1/commitments.csv"]!["get"]!.ToJsonString();
        Assert.Multiple(() =>
        {
            Assert.That(export, Does.Not.Contain("IfNoneMatch"));
            Assert.That(export, Does.Not.Contain("304"));
            Assert.That(export, Does.Not.Contain("ETag"));
        });
    }

    private IEnumerable<string> Unnamed(Func<JsonNode, bool> isType) =>
        Nodes(contract, "#")
            .Where(each => each.Node is JsonObject && isType(each.Node))
            .Select(each => each.Path)
            .Where(path => !(path.StartsWith("#/components/schemas/", StringComparison.Ordinal) && path.Split('/').Length == 4));

    private static IEnumerable<(string Path, JsonNode Node)> Nodes(JsonNode node, string path)
    {
        yield return (path, node);
        var below = node switch
        {
            JsonObject record => record.Where(entry => !Conditions.Contains(entry.Key) && entry.Key is not ("example" or "examples")),
            JsonArray list => list.Select((each, index) => KeyValuePair.Create($"{index}", each)),
            _ => [],
        };
        foreach (var (key, value) in below.Where(entry => entry.Value is not null))
        {
            foreach (var each in Nodes(value!, $"{path}/{key.Replace('/', '~')}"))
            {
                yield return each;
            }
        }
    }
}
