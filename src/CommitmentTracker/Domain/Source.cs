using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>Where a record comes from: a document, the words in it, and how close it is to what it tells of.</summary>
internal sealed record Source(string Document, string? Fragment, SourceGrade Grade, string? Url)
{
    public const int DocumentMaxLength = 300;
    public const int FragmentMaxLength = 2000;
    public const int UrlMaxLength = 2000;
    public const int MaxPerRecord = 50;
}
