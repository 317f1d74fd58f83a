using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Facts;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>The reference files as another version of the program might carry them.</summary>
internal static class AlteredFiles
{
    /// <summary>The same files, in one of which a text is replaced wherever it occurs.</summary>
    public static ReferenceFiles With(this ReferenceFiles files, string file, string text, string replacement)
    {
        Assert.That(files[file], Does.Contain(text));
        return new ReferenceFiles(
            new Dictionary<string, string>(files.Texts) { [file] = files[file].Replace(text, replacement, StringComparison.Ordinal) }
        );
    }

    /// <summary>The same files, one of which has a row more.</summary>
    public static ReferenceFiles WithRow(this ReferenceFiles files, string file, string row) =>
        new(new Dictionary<string, string>(files.Texts) { [file] = $"{files[file]}{row}\n" });

    /// <summary>The same files, one of which lacks the row that begins so.</summary>
    public static ReferenceFiles WithoutRow(this ReferenceFiles files, string file, string beginning)
    {
        var row = files[file].Split('\n').Single(line => line.StartsWith(beginning, StringComparison.Ordinal));
        return files.With(file, row + "\n", "");
    }

    /// <summary>Loads the files as the next start of a program that carries them would.</summary>
    public static Task LoadAsync(this TestService service, ReferenceFiles files) =>
        service.Services.GetRequiredService<ReferenceDataLoader>().LoadAsync(files, CancellationToken.None);

    /// <summary>The types of all journal rows, in order.</summary>
    public static Task<IReadOnlyList<string>> JournalAsync(this TestService service) =>
        service
            .Services.GetRequiredService<Store>()
            .ReadAsync(session => session.QueryAsync<string>("select type from changes order by change_id"), CancellationToken.None);
}
