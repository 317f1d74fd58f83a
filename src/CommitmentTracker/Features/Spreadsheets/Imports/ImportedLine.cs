using FluentValidation.Results;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>
/// A row with its cells by column, without the blanks around what they say. What cannot be read is noted with the place to look at, and
/// reads as nothing.
/// </summary>
internal sealed class ImportedLine(long number, Dictionary<string, string> cells, IReadOnlyCollection<string> given, ImportErrors errors)
{
    private const int LongestQuote = 40;

    private readonly HashSet<string> faulty = new(StringComparer.Ordinal);

    public long Number { get; } = number;

    public bool IsFaulty => faulty.Count > 0;

    /// <summary>The columns that the sheet has.</summary>
    public IReadOnlyCollection<string> Given { get; } = given;

    public IReadOnlyDictionary<string, string> Cells => cells;

    /// <summary>Whether something about the cell is wrong already, so that what follows from it would only confuse.</summary>
    public bool HasFault(string column) => faulty.Contains(column);

    public string this[string column] => cells.GetValueOrDefault(column, "");

    /// <summary>
    /// What the sheet has no column for stays as it is, and so do blanks and line ends that a spreadsheet has changed or left out.
    /// </summary>
    public void FillFrom(IReadOnlyDictionary<string, string> stored)
    {
        foreach (var (column, cell) in stored)
        {
            if (!cells.TryGetValue(column, out var given) || CellText.Plain(given) == CellText.Plain(cell))
            {
                cells[column] = cell;
            }
        }
    }

    /// <summary>An empty cell says what is there already, where a new record would have a default.</summary>
    public void FillEmpty(string column, IReadOnlyDictionary<string, string> stored)
    {
        if (this[column].Length == 0)
        {
            cells[column] = stored[column];
        }
    }

    public bool Holds(IReadOnlyDictionary<string, string> stored) => stored.All(pair => this[pair.Key] == pair.Value);

    /// <summary>Of a column the first fault: what follows from it only confuses.</summary>
    public void Fault(string column, RowErrorCode code, string message)
    {
        if (faulty.Add(column))
        {
            errors.Add(Number, column, code, message);
        }
    }

    public void Invalid(string column, string message) => Fault(column, RowErrorCode.InvalidValue, message);

    /// <summary>The faults that a validator found, by the column that the member came from.</summary>
    public void Invalid(ValidationResult result, Func<string, string> columnOf, string prefix = "")
    {
        foreach (var fault in result.Errors)
        {
            Invalid(columnOf(fault.PropertyName), prefix + fault.ErrorMessage);
        }
    }

    /// <summary>Why the store would not take the row.</summary>
    public void Refused(Refusal refusal, Func<string, string> columnOf, string otherwise)
    {
        var code = Enum.TryParse<RowErrorCode>(refusal.Code.ToString(), out var same) ? same : RowErrorCode.RuleBroken;
        foreach (var (field, messages) in refusal.Errors ?? new Dictionary<string, string[]>())
        {
            Fault(columnOf(field), code, string.Join(' ', messages));
        }

        if (refusal.Errors is null)
        {
            Fault(otherwise, code, refusal.Detail);
        }
    }

    public string? TextOrNull(string column) => this[column] is { Length: > 0 } cell ? cell : null;

    public string Text(string column)
    {
        if (string.IsNullOrWhiteSpace(this[column]))
        {
            Invalid(column, "must not be empty");
        }

        return this[column];
    }

    public string[] Words(string column) => this[column].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public T Value<T>(string column)
        where T : struct, Enum
    {
        if (this[column].Length == 0)
        {
            Invalid(column, $"must be one of {string.Join(", ", EnumCode.All<T>())}");
        }

        return ValueOrNull<T>(column) ?? default;
    }

    public T? ValueOrNull<T>(string column)
        where T : struct, Enum => this[column].Length == 0 ? null : Value<T>(column, this[column]);

    public T? Value<T>(string column, string text)
        where T : struct, Enum
    {
        if (EnumCode.TryParse<T>(text.Trim(), out var value))
        {
            return value;
        }

        Invalid(column, $"{Quoted(text)} is not one of {string.Join(", ", EnumCode.All<T>())}");
        return null;
    }

    public DateOnly? DayOrNull(string column) => this[column].Length == 0 ? null : Day(column, this[column]);

    public DateOnly? Day(string column, string text)
    {
        if (!DayJsonConverter.TryParse(text.Trim(), out var day))
        {
            Invalid(
                column,
                $"{Quoted(text)} is not a date as YYYY-MM-DD: give the column this format, or send the workbook, whose dates are read however they look"
            );
            return null;
        }

        if (!DayRange.Holds(day))
        {
            Invalid(column, DayRange.Rule);
            return null;
        }

        return day;
    }

    /// <summary>A whole number, or a percentage of one.</summary>
    public int? WholeOrNull(string column)
    {
        if (this[column].Length == 0)
        {
            return null;
        }

        var text = this[column].EndsWith('%') ? CellText.Trimmed(this[column][..^1]) : this[column];
        if (
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number)
            && number <= int.MaxValue
        )
        {
            return (int)number;
        }

        Invalid(column, $"{Quoted(this[column])} is not a whole number");
        return null;
    }

    /// <summary>The records in a cell; none, with a fault, where their form is wrong.</summary>
    public IReadOnlyList<string[]> Records(string column, int parts, string form)
    {
        var records = CellList.Read(this[column], parts);
        if (records is null)
        {
            Invalid(column, $"must hold one record a line in the form {form}");
        }

        return records ?? [];
    }

    /// <summary>What a stranger sent goes back into the answer shortened and without what a terminal would act on.</summary>
    public static string Quoted(string text)
    {
        var plain = new string([.. text.Where(each => !char.IsControl(each) && !char.IsSurrogate(each))]);
        return plain.Length <= LongestQuote ? plain : plain[..LongestQuote] + "…";
    }
}
