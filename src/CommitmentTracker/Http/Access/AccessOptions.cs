namespace CommitmentTracker.Http.Access;

internal sealed class AccessOptions
{
    public const string Section = "Access";
    public const int BootstrapKeyMinLength = 32;

    /// <summary>The first admin key. Without one, and when there is no key yet, one is made and printed once.</summary>
    public string? BootstrapKey { get; set; }

    /// <summary>Whether what is published can be read without a key.</summary>
    public bool PublicRead { get; set; } = true;

    /// <summary>Whether it is long enough and can travel in a header as it is.</summary>
    public static bool CanBeKey(string text) =>
        text.Length >= BootstrapKeyMinLength && text.Trim().Length == text.Length && text.All(each => each is >= ' ' and <= '~');
}
