using System.Globalization;
using CommitmentTracker.Http.Endpoints;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

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
