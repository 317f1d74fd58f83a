namespace CommitmentTracker.Benchmarks;

/// <summary>Why nothing can be measured, or what was measured does not count, in a sentence.</summary>
internal sealed class BenchmarkException(string sentence) : Exception(sentence);
