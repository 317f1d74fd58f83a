using CommitmentTracker.Benchmarks;

return await CommandLine.RunAsync(args);
