using System.Diagnostics;
using System.Text;
using CommitmentTracker.Spreadsheets;
using CommitmentTracker.Spreadsheets.Xlsx;
using CommitmentTracker.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

/// <summary>
/// Files that nobody means: nested, wide, long, repeated, or packed a thousandfold, in every part of a workbook, in text and in JSON. Each
/// is answered as the sender's fault, soon, and the service goes on. What memory they take is measured from outside: see the torture.
/// </summary>
internal sealed class HostileSheetTests
{
    /// <summary>Far more than they take, because many tests share the machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Parts =
    [
        HandMadeBook.Types,
        HandMadeBook.Root,
        HandMadeBook.Book,
        HandMadeBook.Relations,
        HandMadeBook.Sheet,
        HandMadeBook.Styles,
        HandMadeBook.Shared,
    ];

    /// <summary>What stands within a part where something is read from it, and what ends it.</summary>
    private static readonly Dictionary<string, (string Begin, string End, string Element)> Frames = new()
    {
        [HandMadeBook.Types] = ("<Types>", "</Types>", "Default"),
        [HandMadeBook.Root] = ("<Relationships>", "</Relationships>", "Relationship"),
        [HandMadeBook.Book] = ("<workbook><sheets>", "</sheets></workbook>", "sheet"),
        [HandMadeBook.Relations] = ("<Relationships>", "</Relationships>", "Relationship"),
        [HandMadeBook.Sheet] = ("<worksheet><sheetData><row>", "</row></sheetData></worksheet>", "c"),
        [HandMadeBook.Styles] = ("<styleSheet><cellXfs>", "</cellXfs></styleSheet>", "xf"),
        [HandMadeBook.Shared] = ("<sst>", "</sst>", "si"),
    };

    private static readonly string[] Kinds =
    [
        "deep",
        "deep in a text",
        "wide",
        "long text",
        "long attribute",
        "long name",
        "many attributes",
        "many names",
        "many prefixes",
        "entities",
        "packed a thousandfold",
        "broken off",
    ];

    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public void No_workbook_however_made_ends_the_service_or_takes_long()
    {
        var monsters =
            from part in Gen.Elements(Parts)
            from kind in Gen.Elements(Kinds)
            from size in Gen.Choose(1, 100)
            select (part, kind, size);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40),
            Prop.ForAll(
                monsters.ToArbitrary(),
                monster => StandsAsync(Book(monster.part, monster.kind, monster.size)).GetAwaiter().GetResult()
            )
        );
    }

    [Test]
    public async Task What_ended_the_service_once_is_refused(
        [ValueSource(nameof(Parts))] string part,
        [Values("deep", "deep in a text", "wide")] string kind
    ) => Assert.That(await StandsAsync(Book(part, kind, 100)), Is.True);

    [Test]
    public async Task A_format_code_of_any_length_and_form_is_read_in_one_pass()
    {
        var random = new Random(11);
        foreach (
            var letters in new[]
            {
                "0",
                "\"",
                "\\",
                "[",
                "]",
                "_",
                "*",
                ";",
                "#,",
                "0.",
                "%",
                "yd",
                "Ee+-",
                "General",
                "AM/PM",
                "[>]\"\\;0#?.,%yYdDmMhHsS@_*!/ ",
            }
        )
        {
            foreach (var length in new[] { 0, 1, 2, 3, 255, 256, 400_000 })
            {
                var code = string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));
                var format = NumberFormat.Of(code);
                foreach (var number in new[] { 0, 1, -1, 0.4, 46296, 1e15, -1e300, double.NaN, double.PositiveInfinity, double.Epsilon })
                {
                    Assert.That(() => format.Show(number, 1462), Throws.Nothing, code);
                }
            }
        }

        var book = new HandMadeBook(HandMadeBook.Row("code") + "<row><c s=\"0\"><v>1</v></c></row>").With(
            HandMadeBook.Styles,
            HandMadeBook.Stylesheet("<xf numFmtId=\"164\"/>", $"<numFmt numFmtId=\"164\" formatCode=\"{new string('[', 400_000)}\"/>")
        );
        Assert.That(await StandsAsync(book.Pack()), Is.True);
    }

    [Test]
    public async Task An_archive_of_very_many_parts_is_refused_before_it_is_opened()
    {
        var book = new HandMadeBook();
        for (var part = 0; part < 20_000; part++)
        {
            book.With($"xl/{part}", "");
        }

        Assert.That(await StandsAsync(book.Pack()), Is.True);
    }

    [Test]
    public async Task A_text_of_a_hundred_thousand_cells_stays_one_text()
    {
        var shared = new HandMadeBook(
            HandMadeBook.Row("code", "title", "kind", "scope", "instrument", "theme")
                + string.Concat(
                    Enumerable.Repeat("<row>" + string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 6)) + "</row>", 20_000)
                )
        ).With(HandMadeBook.Shared, $"<sst><si><t>{new string('x', 500_000)}</t></si></sst>");
        Assert.That(await StandsAsync(shared.Pack()), Is.True);
    }

    [Test]
    public async Task No_text_file_however_made_ends_the_service_or_takes_long()
    {
        const int Large = 20 * 1024 * 1024;
        string[] sheets =
        [
            "code,title\n" + new string('x', Large),
            "code,title\n\"" + new string('x', Large) + "\"\n",
            new string(',', Large),
            "code,title\n" + new string(',', Large) + "\n",
            "code,title\n" + new string('"', Large),
            new string('\n', Large),
            "code,title\n" + string.Concat(Enumerable.Repeat("\"\",\n", Large / 4)),
            new string('\0', Large),
            "sep=" + new string(';', Large),
            "\uFEFF" + new string('\uFEFF', Large / 4),
            "code,title,kind,scope,instrument,theme\n" + string.Concat(Enumerable.Repeat("A,'=-'=-'=-'=-,=,;=,|=,,,\n", Large / 30)),
        ];
        foreach (var sheet in sheets)
        {
            Assert.That(await StandsAsync(Encoding.UTF8.GetBytes(sheet)), Is.True, sheet[..20]);
        }
    }

    [Test]
    public async Task No_json_however_made_ends_the_service_or_takes_long()
    {
        const int Large = 900_000;
        string[] bodies =
        [
            new string('[', Large),
            string.Concat(Enumerable.Repeat("{\"title\":", Large / 9)),
            "{\"alsoUnder\":[" + string.Join(',', Enumerable.Repeat("\"AA\"", Large / 5)) + "]}",
            "{" + string.Join(',', Enumerable.Range(0, Large / 14).Select(at => $"\"m{at}\":1")) + "}",
            "{\"title\":\"" + new string('x', Large) + "\"}",
            "{\"title\":" + new string('9', Large) + "}",
            "{\"title\":\"" + string.Concat(Enumerable.Repeat("\\u0000", Large / 6)) + "\"}",
        ];
        foreach (var body in bodies)
        {
            foreach (
                var (method, path, mediaType) in new[]
                {
                    (HttpMethod.Post, "/commitments", "application/json"),
                    (HttpMethod.Patch, "/commitments/HND-10", "application/merge-patch+json"),
                }
            )
            {
                var began = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(method, ApiExtensions.Root + path)
                {
                    Content = new StringContent(body, Encoding.UTF8, mediaType),
                };
                request.Headers.TryAddWithoutValidation("If-Match", "*");
                using var answer = await service.Admin.SendAsync(request);
                Assert.That((int)answer.StatusCode, Is.InRange(400, 499), body[..20]);
                Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(Patience), body[..20]);
            }
        }
    }

    private async Task<bool> StandsAsync(byte[] file)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await service.Admin.ImportAsync("of=commitments", file, SheetFile.Bytes);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.AnyOf(413, 422), said);
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(Patience), said);
        using var alive = await service.Public.GetAsync(new Uri("/health/live", UriKind.Relative));
        return alive.IsSuccessStatusCode;
    }

    private static byte[] Book(string part, string kind, int size)
    {
        var (begin, end, element) = Frames[part];
        var count = 1000 * size;
        return new HandMadeBook(HandMadeBook.Row("code"))
            .With(
                part,
                writer =>
                {
                    writer.Write(kind == "entities" ? Entities(begin) : begin);
                    switch (kind)
                    {
                        case "deep":
                            Repeat(writer, $"<{element}>", count);
                            Repeat(writer, $"</{element}>", count);
                            break;
                        case "deep in a text":
                            writer.Write($"<{element} t=\"inlineStr\"><is>");
                            Repeat(writer, "<t>", count);
                            Repeat(writer, "</t>", count);
                            writer.Write($"</is></{element}>");
                            break;
                        case "wide":
                            Repeat(writer, $"<{element}/>", 50 * count);
                            break;
                        case "long text":
                            writer.Write($"<{element}><t>");
                            Repeat(writer, "xxxxxxxxxx", 20 * count);
                            writer.Write($"</t></{element}>");
                            break;
                        case "long attribute":
                            writer.Write($"<{element} r=\"");
                            Repeat(writer, "xxxxxxxxxx", 20 * count);
                            writer.Write("\"/>");
                            break;
                        case "long name":
                            writer.Write('<');
                            Repeat(writer, "xxxxxxxxxx", 20 * count);
                            writer.Write("/>");
                            break;
                        case "many attributes":
                            writer.Write($"<{element}");
                            Repeat(writer, at => $" a{at}=\"\"", count);
                            writer.Write("/>");
                            break;
                        case "many names":
                            Repeat(writer, at => $"<n{at}/>", 10 * count);
                            break;
                        case "many prefixes":
                            Repeat(writer, at => $"<p{at}:a xmlns:p{at}=\"u{at}\"/>", 5 * count);
                            break;
                        case "entities":
                            writer.Write($"<{element}>&g;</{element}>");
                            break;
                        case "packed a thousandfold":
                            Repeat(writer, new string(' ', 10_000), 30 * size);
                            break;
                        case "broken off":
                            Repeat(writer, $"<{element}><t>", 10);
                            return;
                    }

                    writer.Write(end);
                }
            )
            .Pack();
    }

    private static string Entities(string begin) =>
        "<!DOCTYPE x [<!ENTITY a \"xxxxxxxxxx\">"
        + string.Concat("bcdefg".Select(name => $"<!ENTITY {name} \"{string.Concat(Enumerable.Repeat($"&{(char)(name - 1)};", 10))}\">"))
        + "]>"
        + begin;

    private static void Repeat(TextWriter writer, string text, int times) => Repeat(writer, _ => text, times);

    private static void Repeat(TextWriter writer, Func<int, string> text, int times)
    {
        for (var at = 0; at < times; at++)
        {
            writer.Write(text(at));
        }
    }
}
