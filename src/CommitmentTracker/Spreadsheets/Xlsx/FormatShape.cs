namespace CommitmentTracker.Spreadsheets.Xlsx;

internal enum FormatKind
{
    General,
    Number,
    Day,

    /// <summary>What it shows the number alone does not tell.</summary>
    Other,
}

/// <summary>What a format code makes of a number.</summary>
internal sealed record FormatShape(FormatKind Kind)
{
    private const int MaxDigits = 15;
    private const int MaxPercents = 2;

    public static readonly FormatShape General = new(FormatKind.General);
    public static readonly FormatShape Other = new(FormatKind.Other);

    /// <summary>How many figures stand behind the point at most.</summary>
    public int Decimals { get; private init; }

    /// <summary>The same form for .NET.</summary>
    public string Pattern { get; private init; } = "0";

    public int Percents { get; private init; }

    public bool ShowsTime { get; private init; }

    private int Sections { get; init; }

    /// <summary>Whether another section than the first, which alone was read, shows this number.</summary>
    public bool Chooses(double number) => (Sections > 1 && number < 0) || (Sections > 2 && number == 0);

    public static FormatShape Of(string code)
    {
        var scan = new Scan();
        var sections = 1;
        for (var at = 0; at < code.Length; at++)
        {
            at = code[at] switch
            {
                '"' => scan.Literal(code, at + 1, EndOf(code, at + 1, '"')),
                '[' => scan.Bracket(code, at + 1, EndOf(code, at + 1, ']')),
                '\\' or '!' => scan.Literal(code, at + 1, Math.Min(at + 2, code.Length)) - 1,
                // A blank as wide as the next character, and one that fills the cell.
                '_' or '*' => at + 1,
                ';' => scan.EndSection(ref sections, at),
                _ => scan.Plain(code, at),
            };
        }

        return scan.Shape(code, sections);
    }

    private static int EndOf(string code, int from, char end) => code.IndexOf(end, from) is var at and >= 0 ? at : code.Length;

    /// <summary>What stands in the first section of a code.</summary>
    private sealed class Scan
    {
        private bool isPast;
        private bool general;
        private bool text;
        private bool day;
        private bool month;
        private bool time;
        private bool words;
        private bool chooses;
        private bool fraction;
        private bool point;
        private bool scales;
        private bool scientific;
        private int whole;
        private int least;
        private int decimals;
        private int leastDecimals;
        private int percents;

        private bool HasDigits => whole + decimals > 0;

        public int Literal(string code, int from, int to)
        {
            words |= !isPast && from < to && !string.IsNullOrWhiteSpace(code[from..to]);
            return to;
        }

        /// <summary>A colour, a country with its currency, a condition, or hours that go beyond 24.</summary>
        public int Bracket(string code, int from, int to)
        {
            var inner = code[Math.Min(from, code.Length)..to];
            chooses |= inner.AsSpan().IndexOfAny("<>=") >= 0;
            words |= !isPast && inner.StartsWith('$') && inner.Length > 1 && inner[1] != '-';
            time |= !isPast && inner.Length > 0 && inner.AsSpan().Trim("hHmMsS").IsEmpty;
            return to;
        }

        public int EndSection(ref int sections, int at)
        {
            isPast = true;
            sections++;
            return at;
        }

        public int Plain(string code, int at)
        {
            if (isPast)
            {
                return at;
            }

            var rest = code.AsSpan(at);
            if (rest.StartsWith("General", StringComparison.OrdinalIgnoreCase))
            {
                general = true;
                return at + "General".Length - 1;
            }

            if (rest.StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("A/P", StringComparison.OrdinalIgnoreCase))
            {
                time = true;
                return at + (rest[1] is '/' ? "A/P" : "AM/PM").Length - 1;
            }

            switch (char.ToLowerInvariant(code[at]))
            {
                case '0' or '#' or '?':
                    Digit(code[at] == '0');
                    break;
                case '.':
                    point = true;
                    break;
                case ',':
                    // Between digits it parts thousands; behind them it leaves three figures out.
                    scales |= HasDigits && (rest.Length == 1 || rest[1] is not ('0' or '#' or '?'));
                    break;
                case '%':
                    percents++;
                    break;
                case 'e' when rest.Length > 1 && rest[1] is '+' or '-':
                    scientific = true;
                    return code.Length - 1;
                case '/' when HasDigits:
                    fraction = true;
                    break;
                case 'y' or 'd' or 'b' or 'e' or 'g':
                    day = true;
                    break;
                case 'm':
                    month = true;
                    break;
                case 'h' or 's':
                    time = true;
                    break;
                case '@':
                    text = true;
                    break;
                case ' ' or '\u00A0' or '/' or ':':
                    break;
                default:
                    words = true;
                    break;
            }

            return at;
        }

        public FormatShape Shape(string code, int sections) =>
            code.Length == 0 ? FormatShape.General
            : chooses ? Other
            : day ? new FormatShape(FormatKind.Day) { ShowsTime = time }
            : month || time ? Other
            : general || text ? (words || percents > 0 || HasDigits ? Other : new FormatShape(FormatKind.General) { Sections = sections })
            : scientific && percents == 0 ? FormatShape.General
            : !HasDigits || words || fraction || scales || scientific || percents > MaxPercents || whole > MaxDigits || decimals > MaxDigits
                ? Other
            : new FormatShape(FormatKind.Number)
            {
                Sections = sections,
                Percents = percents,
                Decimals = decimals,
                Pattern =
                    $"{new string('0', Math.Max(1, least))}.{new string('0', leastDecimals)}{new string('#', decimals - leastDecimals)}",
            };

        private void Digit(bool isZero)
        {
            if (point)
            {
                decimals++;
                leastDecimals += isZero ? 1 : 0;
            }
            else
            {
                whole++;
                least += isZero ? 1 : 0;
            }
        }
    }
}
