using System.Text;
using CommitmentTracker.Features.Calendar;

namespace CommitmentTracker.Tests.Features.Calendar;

internal sealed class ContentLinesTests
{
    private const int MaxOctets = 75;

    private static readonly string[] Texts =
    [
        "plain letters and nothing else",
        "Thúc đẩy hợp tác số và chuyển đổi số toàn diện",
        "ส่งเสริมความร่วมมือด้านดิจิทัล",
        "ສົ່ງເສີມການຮ່ວມມືດ້ານດິຈິຕອນ",
        "ဒစ်ဂျစ်တယ်ပူးပေါင်းဆောင်ရွက်မှု",
        "កិច្ចសហប្រតិបត្តិការឌីជីថល",
        "🎉🎉🎉👩‍👩‍👧‍👦",
        "e" + new string('\u0301', 100),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Lines_of_at_most_75_octets_whole_characters_and_the_same_text_unfolded(string text)
    {
        // Each shift puts another octet of a character at the boundary.
        for (var shift = 0; shift < 80; shift++)
        {
            var value = new string('x', shift) + string.Concat(Enumerable.Repeat(text, 5));
            var bytes = new ContentLines().AddText("SUMMARY", value).TakeUtf8();
            var written = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            var lines = written.Split("\r\n")[..^1];
            foreach (var line in lines)
            {
                Assert.That(Encoding.UTF8.GetByteCount(line), Is.LessThanOrEqualTo(MaxOctets));
                Assert.That(line.EnumerateRunes(), Has.None.EqualTo(Rune.ReplacementChar));
            }

            Assert.That(lines.Skip(1).Select(line => line[0]), Has.All.EqualTo(' '));
            Assert.That(written.Replace("\r\n ", "", StringComparison.Ordinal), Is.EqualTo($"SUMMARY:{value}\r\n"));
        }
    }

    [Test]
    public void An_accent_stays_with_its_letter()
    {
        var written = Encoding.UTF8.GetString(new ContentLines().AddText("SUMMARY", new string('x', 66) + "e\u0301").TakeUtf8());
        Assert.That(written, Does.EndWith("x\r\n e\u0301\r\n"));
    }

    [TestCase(66, 1)]
    [TestCase(67, 1)]
    [TestCase(68, 2)]
    public void A_line_is_folded_only_when_it_is_longer(int letters, int lines)
    {
        var written = Encoding.UTF8.GetString(new ContentLines().AddText("SUMMARY", new string('x', letters)).TakeUtf8());
        Assert.That(written.Split("\r\n"), Has.Length.EqualTo(lines + 1));
    }

    [TestCase("a \"quoted\"; one", "a \"quoted\"\\; one")]
    [TestCase("one, two", "one\\, two")]
    [TestCase(@"back\slash", @"back\\slash")]
    [TestCase("line\nATTENDEE:mailto:x@example.org", "line\\nATTENDEE:mailto:x@example.org")]
    [TestCase("line\r\nEND:VEVENT", "line\\nEND:VEVENT")]
    [TestCase("line\rEND:VEVENT", "line\\nEND:VEVENT")]
    [TestCase("a\u2028b\u0085c", "a\\nb\\nc")]
    [TestCase("bell\u0007 nul\0 tab\t.", "bell nul tab.")]
    [TestCase("=HYPERLINK(…)", "=HYPERLINK(…)")]
    public void Text_cannot_end_its_line(string text, string escaped) => Assert.That(ContentLines.Escaped(text), Is.EqualTo(escaped));
}
