using System.Buffers.Text;
using System.Text;
using CommitmentTracker.Api.Queries;

namespace CommitmentTracker.Tests.Http.Queries;

internal sealed class CursorTests
{
    [TestCase("C-1")]
    [TestCase("")]
    [TestCase("Áp dụng \"hướng dẫn\" 😀 <&\\")]
    public void What_goes_into_a_cursor_comes_out_of_it(string value)
    {
        var cursor = Cursor.Decode(new Cursor("digest", [value, "2026-11-21"]).Encode(), "digest", 2);
        Assert.That(cursor?.After, Is.EqualTo(new[] { value, "2026-11-21" }));
    }

    [TestCase("another", 2, Description = "of another list")]
    [TestCase("digest", 1, Description = "of another order")]
    [TestCase("digest", 3, Description = "of another order")]
    public void A_cursor_of_something_else_is_none(string query, int values) =>
        Assert.That(Cursor.Decode(new Cursor("digest", ["C-1", "2026-11-21"]).Encode(), query, values), Is.Null);

    [TestCase("")]
    [TestCase("!")]
    [TestCase("a")]
    [TestCase("ä")]
    [TestCase("AAAA=A==")]
    [TestCase("\0")]
    public void What_is_no_cursor_is_none(string text) => Assert.That(Cursor.Decode(text, "digest", 1), Is.Null);

    [Test]
    public void Bytes_that_are_no_text_are_no_cursor()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("digest\u001F"), 0xED, 0xA0, 0x80];
        Assert.That(Cursor.Decode(Base64Url.EncodeToString(bytes), "digest", 1), Is.Null);
    }

    [Test]
    public void A_cursor_that_is_too_long_is_none() =>
        Assert.That(Cursor.Decode(new Cursor("digest", [new string('a', Cursor.MaxLength)]).Encode(), "digest", 1), Is.Null);
}
