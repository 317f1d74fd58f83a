using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CommitmentTracker.Data.Engines.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>
/// A database with the reference data and any number of commitments, each of eleven assignments and ten verified progress updates, as the
/// program itself would have written it: roll-ups, journal and calendar included. The same seed makes the same rows.
/// </summary>
public static class GeneratedTracker
{
    public const int Seed = 2026;

    /// <summary>Raised when what is generated changes, so that nobody measures a file from before.</summary>
    private const int Edition = 1;

    private const int ChunkSize = 500;

    // Whatever goes wrong, the file is thrown away: nothing of it need survive a crash before the end.
    private const string WithoutSafety = """
        pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive; pragma foreign_keys = off;
        pragma cache_size = -256000; pragma temp_store = file;
        """;

    /// <summary>These hold forty commitments each, however many there are in all.</summary>
    public static IReadOnlyList<string> SmallInstruments { get; } =
    ["BKK-1967", "ASEAN-CHARTER", "DT-STATEMENT-2021", "VN-TL-MOU-2025", "ADGMIN-5"];

    public static string CodeOf(int number) => Specimen.CodeOf(number);

    /// <summary>The codes on which progress can be reported: of those that were not archived.</summary>
    public static IReadOnlyList<string> ReportableCodes(int commitments, int seed = Seed) =>
        [
            .. Enumerable
                .Range(0, commitments)
                .Where(number => Specimen.FateOf(number, new Chance(seed, number)).Ending != Ending.Archived)
                .Select(CodeOf),
        ];

    /// <summary>The file in <paramref name="folder"/>, made when it is not there yet. It is for reading: copy it to write.</summary>
    public static async Task<string> CachedAsync(string folder, int commitments, int seed = Seed)
    {
        var path = Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"generated-{Edition}-{SchemaDigest()}-{seed}-{commitments}.db")
        );
        if (!File.Exists(path))
        {
            await MakeAsync(path, commitments, seed);
        }

        return path;
    }

    /// <summary>The file stands under its name only when it is whole.</summary>
    public static async Task MakeAsync(string path, int commitments, int seed = Seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(commitments, 1);
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Of this process alone: another may be making the same.
        var work = Directory.CreateDirectory(string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.making"));
        try
        {
            var made = await MakeInAsync(work.FullName, commitments, seed);
            File.Move(made, path, overwrite: true);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<string> MakeInAsync(string folder, int commitments, int seed)
    {
        var (loose, packed) = (Path.Combine(folder, "loose.db"), Path.Combine(folder, "packed.db"));
        await ReferenceDatabase.MakeAsync(loose);
        LaidAside laidAside;
        using (var connection = Open(loose))
        {
            laidAside = LaidAside.From(connection);
            ReferenceDatabase.DrawIds(connection, seed);
            await FillAsync(connection, commitments, seed);
            // The rows of the journal came commitment by commitment; this brings them into its order.
            connection.Execute("vacuum into @packed", new { packed });
        }

        using (var connection = Open(packed))
        {
            laidAside.PutBack(connection);
        }

        await using (var file = new FileStream(packed, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        return packed;
    }

    /// <summary>While one chunk is written, the next is made on the other processors.</summary>
    private static async Task FillAsync(SqliteConnection connection, int commitments, int seed)
    {
        var reference = ReferenceState.Read(connection);
        Specimen[] all = [.. Enumerable.Range(0, commitments).Select(number => new Specimen(number, commitments, seed, reference))];
        var timetable = new Timetable(reference, all);
        using var transaction = connection.BeginTransaction();
        using var writer = new RowWriter(connection);
        var next = Task.FromResult<CommitmentRows[]>([]);
        foreach (var chunk in all.Chunk(ChunkSize).Append([]))
        {
            var made = await next;
            next = Task.Run(() => chunk.AsParallel().AsOrdered().Select(each => History.Of(each, timetable)).ToArray());
            foreach (var rows in made)
            {
                writer.Write(rows);
            }
        }

        transaction.Commit();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false;Default Timeout=600");
        connection.Open();
        connection.Execute(WithoutSafety);
        return connection;
    }

    private static string SchemaDigest() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Migrator.Migrations.Select(each => each.Hash)))))[
            ..8
        ];
}
