namespace CommitmentTracker.Spreadsheets.Csv;

/// <summary>
/// In which encoding a file is, by what stands in it: UTF-8, UTF-16 ("Unicode text" of Excel), or the Windows-1258 of Vietnamese
/// programs. Others of Windows cannot be told apart, and a guess would store other letters than were meant.
/// </summary>
internal static class TextEncoding
{
    public const int Vietnamese = 1258;

    public const string Unknown =
        "the file is not in UTF-8 from about here on, and in no other encoding that can be told: save it as CSV UTF-8, or send the workbook";

    private const int BlockSize = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    // A vowel of Vietnamese, and behind it the grave, the hook above, the tilde, the acute or the dot below as a character of its own.
    private const string Vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
    private const string Tones = "\u0300\u0309\u0303\u0301\u0323";

    /// <summary>Letters that nearly every Vietnamese sentence has, and at whose bytes other encodings of the Latin script have rare ones.</summary>
    private const string Telling = "đĐơƠưƯ";

    public static Encoding Of(Stream file)
    {
        Span<byte> start = stackalloc byte[4];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        if (Utf16(start) is { } utf16)
        {
            return utf16;
        }

        if (FirstRowThatIsNot(Utf8, file) is not { } row)
        {
            return Utf8;
        }

        var vietnamese = CodePagesEncodingProvider.Instance.GetEncoding(
            Vietnamese,
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback
        )!;
        return IsVietnamese(file, vietnamese) ? vietnamese : throw new SheetException(row, Unknown);
    }

    /// <summary>By the mark, or by a header of plain letters, every second byte of which is 0.</summary>
    private static UnicodeEncoding? Utf16(ReadOnlySpan<byte> start) =>
        start switch
        {
            [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0] => new UnicodeEncoding(
                bigEndian: false,
                byteOrderMark: true,
                throwOnInvalidBytes: true
            ),
            [0xFE, 0xFF, ..] or [0, not 0, 0, not 0] => new UnicodeEncoding(
                bigEndian: true,
                byteOrderMark: true,
                throwOnInvalidBytes: true
            ),
            _ => null,
        };

    private static long? FirstRowThatIsNot(Encoding encoding, Stream file)
    {
        var row = 1L;
        try
        {
            foreach (var block in Blocks(file, encoding))
            {
                row += block.Count((byte)'\n');
            }

            return null;
        }
        catch (DecoderFallbackException)
        {
            return row;
        }
        finally
        {
            file.Position = 0;
        }
    }

    private static bool IsVietnamese(Stream file, Encoding encoding)
    {
        try
        {
            var (tones, telling, before) = (false, false, '\0');
            foreach (var block in Blocks(file, encoding))
            {
                foreach (var character in block.Text)
                {
                    if (Tones.Contains(character))
                    {
                        tones = true;
                        if (!Vowels.Contains(before))
                        {
                            return false;
                        }
                    }

                    telling |= Telling.Contains(character);
                    before = character;
                }
            }

            return tones && telling;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            file.Position = 0;
        }
    }

    private static IEnumerable<Block> Blocks(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[BlockSize];
        var characters = new char[encoding.GetMaxCharCount(BlockSize)];
        for (int read; (read = file.Read(bytes)) > 0; )
        {
            var count = decoder.GetChars(bytes, 0, read, characters, 0, flush: file.Position >= file.Length);
            yield return new Block(bytes.AsMemory(0, read), new string(characters, 0, count));
        }
    }

    private sealed record Block(ReadOnlyMemory<byte> Bytes, string Text)
    {
        public long Count(byte each) => Bytes.Span.Count(each);
    }
}
