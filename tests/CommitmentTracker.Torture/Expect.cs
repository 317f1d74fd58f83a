namespace CommitmentTracker.Torture;

internal static class Expect
{
    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new TrialFailedException(otherwise);
        }
    }

    public static void None<T>(IReadOnlyCollection<T> found, string what) =>
        That(found.Count == 0, $"{found.Count} {what}: {string.Join("; ", found.Take(3))}");
}
