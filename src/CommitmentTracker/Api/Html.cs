using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CommitmentTracker.Api;

/// <summary>
/// A piece of a page. It is written as an interpolated string, of which the literal parts are markup and every value is encoded: a text
/// cannot become markup because somebody forgot. Only another piece goes in as it is.
/// </summary>
internal sealed class Html
{
    public static readonly Html Nothing = new("");

    private readonly string markup;

    private Html(string markup) => this.markup = markup;

    /// <summary>Markup of our own, in which no value of anyone's stands.</summary>
    public static Html Markup(string ownMarkup) => new(ownMarkup);

    public static Html Of(HtmlHandler handler) => new(handler.Markup);

    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> piece) => new(string.Concat(items.Select(item => piece(item).markup)));

    public override string ToString() => markup;
}

[InterpolatedStringHandler]
internal readonly ref struct HtmlHandler(int literalLength, int formattedCount)
{
    // Letters of every script stay as they are, so that a page of Thai is not one of numbers.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder text = new(literalLength + formattedCount * 16);

    public string Markup => text.ToString();

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Html piece) => text.Append(piece);

    public void AppendFormatted(string? value) => text.Append(value is null ? null : Encoder.Encode(value));

    public void AppendFormatted(long value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(DateOnly value) => text.Append(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
