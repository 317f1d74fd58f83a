using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>A member state or an ASEAN body.</summary>
internal sealed record Party(string Code, PartyKind Kind, string Name)
{
    public const int CodeMaxLength = 32;
    public const string CodePattern = "^[A-Z][A-Z0-9-]{1,31}$";
    public const int NameMaxLength = 200;
    public const string BodyCodePattern = "^[A-Z][A-Z0-9-]{2,31}$";
}
