namespace CommitmentTracker.Domain;

/// <summary>A member state or an ASEAN body.</summary>
internal sealed record Party(string Code, PartyKind Kind, string Name)
{
    public const int CodeMaxLength = 32;
    public const string CodePattern = "^[A-Z][A-Z0-9-]{1,31}$";
    public const int NameMaxLength = 200;
    public const string BodyCodePattern = "^[A-Z][A-Z0-9-]{2,31}$";
}

/// <summary>An ASEAN body: a party that is no member state.</summary>
internal sealed record Body
{
    public const int DescriptionMaxLength = 2000;

    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Whether a source names it as an owner of commitments, or that was inferred.</summary>
    public required OwnershipBasis Basis { get; init; }
    public string? Description { get; init; }
    public ImmutableList<Source> Sources { get; init; } = [];
}

/// <summary>A member state of ASEAN.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Iso3">ISO 3166-1 alpha-3.</param>
/// <param name="Name">In English.</param>
/// <param name="Ministry">What the ministry that answers for digital affairs is for.</param>
/// <param name="TimeZone">The IANA name.</param>
/// <param name="JoinedOn">When it joined ASEAN.</param>
/// <param name="Sources">What the record rests on.</param>
internal sealed record MemberState(
    string Code,
    string Iso3,
    string Name,
    string? Ministry,
    string? TimeZone,
    DateOnly? JoinedOn,
    IReadOnlyList<Source> Sources
);

/// <summary>What commitments are about.</summary>
internal sealed record Theme(string Code, string Name, string? Description);
