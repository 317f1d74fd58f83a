using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CommitmentTracker.Tests.Support;

/// <summary>All that a service logs: the messages, the values in them, what stands around them and what was thrown.</summary>
internal sealed class CapturedLog : ILoggerProvider
{
    /// <summary>Lets everything through to here, and nothing to the console.</summary>
    public static readonly string[] Settings =
    [
        "Logging:LogLevel:Default=Trace",
        "Logging:LogLevel:Microsoft.AspNetCore=Trace",
        "Logging:Console:LogLevel:Default=None",
        "Logging:Console:LogLevel:Microsoft.AspNetCore=None",
    ];

    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {All(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} | {All(state)} | {exception}");

        private static string All(object? state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(", ", values) : $"{state}";
    }
}
