using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Zhiyu.Tests.LocalHost;

/// <summary>Keeps the lines that the app logged, from this level on.</summary>
internal sealed class LogLines(LogLevel level = LogLevel.Information) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IEnumerable<string> All => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{formatter(state, exception)} {exception?.Message}".TrimEnd());

    public void Dispose()
    {
    }
}
