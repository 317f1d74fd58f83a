namespace CommitmentTracker.Tests.Support;

/// <summary>LibreOffice's spreadsheet, of Debian's package libreoffice-calc: reads a file, reckons its formulas, and writes it as another.</summary>
internal static class LibreOffice
{
    private const string Program = "/usr/bin/soffice";
    private const string Package = "libreoffice-calc";

    /// <summary>Of a CSV: separator, quote and encoding, by their numbers.</summary>
    public const string SemicolonsInUtf8 = "csv:Text - txt - csv (StarCalc):59,34,76,1";
    public const string TabsInUtf16 = "csv:Text - txt - csv (StarCalc):9,34,65535,1";
    public const string CommasInVietnamese = "csv:Text - txt - csv (StarCalc):44,34,40,1";

    /// <param name="file">The file to read.</param>
    /// <param name="extension">Its extension.</param>
    /// <param name="to">What to write it as.</param>
    /// <param name="reading">How to read it, where that is to be said.</param>
    public static async Task<byte[]> ConvertAsync(byte[] file, string extension, string to, string? reading = null)
    {
        DebianTool.Require(Program, Package);
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-office-").FullName;
        try
        {
            var from = Path.Combine(folder, $"sheet.{extension}");
            await File.WriteAllBytesAsync(from, file);
            // A profile of its own: two at once would wait for each other.
            string[] arguments =
            [
                $"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                .. reading is null ? [] : new[] { $"--infilter={reading}" },
                "--convert-to",
                to,
                "--outdir",
                Path.Combine(folder, "out"),
                from,
            ];
            await DebianTool.RunAsync(Program, arguments);
            return await File.ReadAllBytesAsync(Path.Combine(folder, "out", $"sheet.{to.Split(':')[0]}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
