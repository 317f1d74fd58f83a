using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.Api.Contract;

/// <summary>
/// Headers, parameters and answers that stand at several operations become components, and the operations refer to them. It goes by
/// what the finished document says, whoever wrote it there.
/// </summary>
internal sealed class SharedParts : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var components = swaggerDoc.Components!;
        // Headers first: answers with the same headers are then the same to the letter.
        components.Headers = Share(Headers(swaggerDoc), name => new OpenApiHeaderReference(name, swaggerDoc));
        components.Parameters = Share(Parameters(swaggerDoc), name => new OpenApiParameterReference(name, swaggerDoc));
        components.Responses = Share(Answers(swaggerDoc), name => new OpenApiResponseReference(name, swaggerDoc));
    }

    /// <summary>The parts that are shared, by name. The one that stands at most places has the first choice of a name.</summary>
    private static SortedDictionary<string, T> Share<T>(IEnumerable<Place<T>> places, Func<string, T> referTo)
        where T : IOpenApiSerializable
    {
        var shared = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var same in places.GroupBy(place => TextOf(place.Part)).OrderByDescending(same => same.Count()))
        {
            var first = same.First();
            var name = first.Names.FirstOrDefault(name => !shared.ContainsKey(name));
            if (name is not null && (same.Count() > 1 || first.IsAlwaysShared))
            {
                shared.Add(name, first.Part);
                foreach (var place in same)
                {
                    place.Replace(referTo(name));
                }
            }
        }

        return shared;
    }

    private static string TextOf(IOpenApiSerializable part)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        part.SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString();
    }

    private static List<Place<IOpenApiHeader>> Headers(OpenApiDocument document) =>
        [
            .. from operation in Operations(document)
            from answer in operation.Responses!.Values
            let headers = answer.Headers
            where headers is not null
            from header in headers.ToList()
            select new Place<IOpenApiHeader>(header.Value, [PartName.Of(header.Key)], reference => headers[header.Key] = reference),
        ];

    private static List<Place<IOpenApiParameter>> Parameters(OpenApiDocument document) =>
        [
            .. from path in document.Paths
            from operation in path.Value.Operations!.Values
            let parameters = operation.Parameters
            where parameters is not null
            from index in Enumerable.Range(0, parameters.Count)
            let parameter = parameters[index]
            select new Place<IOpenApiParameter>(parameter, NamesOf(parameter, path.Key), reference => parameters[index] = reference),
        ];

    /// <summary>What stands in addresses is called after the record that it tells: <c>RoundCode</c>.</summary>
    private static IReadOnlyList<string> NamesOf(IOpenApiParameter parameter, string path)
    {
        var name = PartName.Of(parameter.Name!);
        if (parameter.In == ParameterLocation.Path)
        {
            var segments = path.Split('/').ToList();
            return [PartName.Of(Singular(segments[segments.IndexOf($"{{{parameter.Name}}}") - 1])) + name];
        }

        return PartName.Take((IOpenApiExtensible)parameter) is { } owner ? [name, owner + name] : [name];
    }

    private static string Singular(string plural) =>
        plural.EndsWith("ies", StringComparison.Ordinal) ? plural[..^3] + "y" : plural.TrimEnd('s');

    private static List<Place<IOpenApiResponse>> Answers(OpenApiDocument document) =>
        [
            .. from operation in Operations(document)
            let answers = operation.Responses!
            from answer in answers.ToList()
            let name = PartName.Take((IOpenApiExtensible)answer.Value)
            select new Place<IOpenApiResponse>(
                answer.Value,
                name is not null ? [name] : NamesOf(answer.Value),
                reference => answers[answer.Key] = reference
            )
            {
                IsAlwaysShared = name is not null,
            },
        ];

    /// <summary>An answer with a record is called after it, one with a file after its form, and after whether it is streamed.</summary>
    private static IReadOnlyList<string> NamesOf(IOpenApiResponse answer)
    {
        if (answer.Content?.FirstOrDefault() is not { Key: { } mediaType, Value: { } content })
        {
            return [];
        }

        return content.Schema is OpenApiSchemaReference { Reference.Id: { } record } ? [record]
            : answer.Headers?.ContainsKey("ETag") == true ? [PartName.Of(mediaType.Split('/', '.')[^1]) + "File"]
            : [PartName.Of(mediaType.Split('/', '.')[^1]) + "Stream"];
    }

    private static IEnumerable<OpenApiOperation> Operations(OpenApiDocument document) =>
        document.Paths.Values.SelectMany(path => path.Operations!.Values);

    /// <summary>Where a part stands, what it may be called, and how a reference takes its place.</summary>
    private sealed record Place<T>(T Part, IReadOnlyList<string> Names, Action<T> Replace)
    {
        /// <summary>Whether it becomes a component even where it stands once, because all of its kind do.</summary>
        public bool IsAlwaysShared { get; init; }
    }
}

/// <summary>
/// The name that a part of the contract has once several operations share it. Whoever makes the part knows it; <see cref="SharedParts"/>
/// uses it and takes it off again.
/// </summary>
internal static class PartName
{
    private const string Mark = "x-part-name";

    public static void Give(IOpenApiExtensible part, string name)
    {
        part.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        part.Extensions[Mark] = new JsonNodeExtension(name);
    }

    public static string? Take(IOpenApiExtensible part)
    {
        if (part.Extensions?.Remove(Mark, out var name) != true)
        {
            return null;
        }

        if (part.Extensions.Count == 0)
        {
            part.Extensions = null;
        }

        return (string?)((JsonNodeExtension)name!).Node;
    }

    /// <summary>snake_case, kebab-case or camelCase as the names of components are written: <c>IfNoneMatch</c>, <c>RoundClosed</c>.</summary>
    public static string Of(string text) =>
        string.Concat(text.Split('-', '_', ' ').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

/// <summary>The server, the headings, and schemas in the order of the alphabet so that a change shows where it is.</summary>
internal sealed class DocumentExtras : IDocumentFilter
{
    private static readonly (string Name, string Description)[] Described =
    [
        (Headings.Commitments, "What is to be done, by when, and how it stands."),
        (Headings.Assignments, "Who owns a commitment: each party's share in it."),
        (Headings.Deadlines, "What is due, and when."),
        (Headings.Milestones, "The dated steps of a commitment."),
        (Headings.ProgressUpdates, "What parties report."),
        (Headings.Spreadsheets, "Records as sheets: to export, to fill in, and to import again."),
        (Headings.Summaries, "Counts, and how much is completed."),
        (Headings.Rounds, "Reporting rounds, and the reports that closing them freezes."),
        (Headings.Changes, "Everything that changed, in order, for those who follow along."),
        (Headings.Access, "Keys, and what each of them may do."),
        (Headings.ReferenceData, "Member states, ASEAN bodies, instruments and themes."),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Servers = [new OpenApiServer { Url = "/", Description = "The server that this contract came from." }];
        swaggerDoc.Security = Security.OfReaders(swaggerDoc);
        var used = swaggerDoc
            .Paths.Values.SelectMany(path => path.Operations!.Values)
            .SelectMany(operation => operation.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Name)
            .ToHashSet();
        swaggerDoc.Tags = Described
            .Where(heading => used.Contains(heading.Name))
            .Select(heading => new OpenApiTag { Name = heading.Name, Description = heading.Description })
            .ToHashSet();
        RemoveUnused(swaggerDoc);
        swaggerDoc.Components!.Schemas = swaggerDoc
            .Components.Schemas!.OrderBy(schema => schema.Key, StringComparer.Ordinal)
            .ToDictionary();
    }

    /// <summary>Schemas that were only met on the way: those of query values, and of records that are only patched.</summary>
    private static void RemoveUnused(OpenApiDocument document)
    {
        while (true)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            document.SerializeAsV31(new OpenApiJsonWriter(text));
            var written = text.ToString();
            var unused = document
                .Components!.Schemas!.Keys.Where(name => !written.Contains($"\"#/components/schemas/{name}\"", StringComparison.Ordinal))
                .ToList();
            if (unused.Count == 0)
            {
                return;
            }

            unused.ForEach(name => document.Components.Schemas.Remove(name));
        }
    }
}
