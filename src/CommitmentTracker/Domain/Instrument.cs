namespace CommitmentTracker.Domain;

/// <summary>An adopted document that commitments stand in.</summary>
internal sealed record Instrument
{
    public const string CodePattern = "^[A-Z0-9][A-Z0-9.-]{1,31}$";
    public const int CodeMaxLength = 32;
    public const int TitleMaxLength = 300;
    public const int DescriptionMaxLength = 10_000;

    public required string Code { get; init; }
    public required string Title { get; init; }
    public required InstrumentKind Kind { get; init; }
    public required InstrumentNature Nature { get; init; }

    /// <summary>Kept as the last day of its period where it is known less exactly.</summary>
    public DateOnly? AdoptedOn { get; init; }
    public DatePrecision? AdoptedPrecision { get; init; }
    public Period? Period { get; init; }
    public string? Description { get; init; }
    public ImmutableList<Source> Sources { get; init; } = [];
}

/// <summary>From a day to a day, both within it; open at an end that is not said.</summary>
internal sealed record Period(DateOnly? From, DateOnly? To);

/// <summary>Where a record comes from: a document, the words in it, and how close it is to what it tells of.</summary>
internal sealed record Source(string Document, string? Fragment, SourceGrade Grade, string? Url)
{
    public const int DocumentMaxLength = 300;
    public const int FragmentMaxLength = 2000;
    public const int UrlMaxLength = 2000;
    public const int MaxPerRecord = 50;
}
