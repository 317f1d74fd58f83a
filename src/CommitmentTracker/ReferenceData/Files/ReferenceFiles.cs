using System.Security.Cryptography;
using System.Text;
using CommitmentTracker.Database;

namespace CommitmentTracker.ReferenceData.Files;

/// <summary>The reference files: their texts by name.</summary>
internal sealed class ReferenceFiles(IReadOnlyDictionary<string, string> texts)
{
    private const string Folder = "reference/";

    /// <summary>The files that the program carries.</summary>
    public static ReferenceFiles Embedded { get; } =
        new(
            typeof(ReferenceFiles)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .ToDictionary(name => name[Folder.Length..], Read)
        );

    public IReadOnlyDictionary<string, string> Texts => texts;

    /// <summary>Tells whether anything in the files has changed.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Concatenated(texts))));

    public string this[string file] =>
        texts.TryGetValue(file, out var text) ? text : throw new StartException($"The reference file {file} is missing.");

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(ReferenceFiles).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Concatenated(IReadOnlyDictionary<string, string> texts) =>
        string.Join('\0', texts.Keys.Order(StringComparer.Ordinal).SelectMany(name => new[] { name, texts[name] }));
}
