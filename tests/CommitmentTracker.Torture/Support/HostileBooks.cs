using System.IO.Compression;
using System.Text;

namespace CommitmentTracker.Torture.Support;

/// <summary>Workbooks that are nested, wide, long or packed far beyond what anybody means, in each part that is read.</summary>
internal static class HostileBooks
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A part, and what stands in it around what is repeated.</summary>
    private static readonly (string Part, string Begin, string End)[] Parts =
    [
        ("_rels/.rels", "<Relationships>", "</Relationships>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships>", "</Relationships>"),
        ("xl/workbook.xml", "<workbook><sheets>", "</sheets></workbook>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>", "</row></sheetData></worksheet>"),
        ("xl/styles.xml", "<styleSheet><cellXfs>", "</cellXfs></styleSheet>"),
        ("xl/sharedStrings.xml", "<sst>", "</sst>"),
    ];

    public static IEnumerable<(string Name, byte[] Book)> All()
    {
        foreach (var (part, begin, end) in Parts)
        {
            yield return ($"{part}, 60,000 deep", Pack(part, begin, end, [("<a>", 60_000), ("</a>", 60_000)]));
            yield return ($"{part}, five million elements", Pack(part, begin, end, [("<c/>", 5_000_000)]));
            yield return ($"{part}, five million texts", Pack(part, begin, end, [("<si><t>x</t></si>", 5_000_000)]));
            yield return (
                $"{part}, an attribute of 100 MB",
                Pack(part, begin, end, [("<c r=\"", 1), ("xxxxxxxxxx", 10_000_000), ("\"/>", 1)])
            );
            yield return ($"{part}, a gigabyte of blanks", Pack(part, begin, end, [(new string(' ', 1000), 1_000_000)]));
        }

        yield return (
            "rows without end",
            Pack("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "</sheetData></worksheet>", [("<row/>", 20_000_000)])
        );
        yield return (
            "cells without end",
            Pack(
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>commitment</t></is></c></row>",
                "</sheetData></worksheet>",
                [("<row><c t=\"inlineStr\"><is><t>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</t></is></c></row>", 2_000_000)]
            )
        );
    }

    private static byte[] Pack(string part, string begin, string end, (string Text, int Times)[] repeated)
    {
        var parts = new Dictionary<string, string>
        {
            ["_rels/.rels"] = Relation("officeDocument", "xl/workbook.xml"),
            ["xl/_rels/workbook.xml.rels"] =
                $"<Relationships>{Relation("worksheet", "worksheets/sheet1.xml")}{Relation("styles", "styles.xml")}{Relation("sharedStrings", "sharedStrings.xml")}</Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns:r=\"{Office}\"><sheets><sheet name=\"a\" r:id=\"worksheet\"/></sheets></workbook>",
            ["xl/worksheets/sheet1.xml"] =
                "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"0\"><v>1</v></c></row></sheetData></worksheet>",
            ["xl/styles.xml"] = "<styleSheet/>",
            ["xl/sharedStrings.xml"] = "<sst><si><t>code</t></si></sst>",
        };
        parts["_rels/.rels"] = $"<Relationships>{parts["_rels/.rels"]}</Relationships>";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), Encoding.ASCII, 1024 * 1024);
                writer.Write(name == part ? begin : text);
                foreach (var (piece, times) in name == part ? repeated : [])
                {
                    for (var time = 0; time < times; time++)
                    {
                        writer.Write(piece);
                    }
                }

                writer.Write(name == part ? end : "");
            }
        }

        return bytes.ToArray();
    }

    private static string Relation(string type, string target) =>
        $"<Relationship Id=\"{type}\" Type=\"{Office}/{type}\" Target=\"{target}\"/>";
}
