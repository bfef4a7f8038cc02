using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Accounting;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Health;

namespace Zhiyu.Tests.Support;

/// <summary>The models' clients as they are composed, without the forum around them.</summary>
internal sealed class ModelCalls : IAsyncDisposable
{
    public const string Key = "sk-secret";
    public const string Question = "遗忘是一种能力吗";

    private readonly ServiceProvider _services;
    private readonly Lines _lines = new();

    /// <param name="settings">The last of each name counts.</param>
    public ModelCalls(IEnumerable<(string Name, string Value)> settings, TimeProvider? time = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings
                .GroupBy(s => s.Name)
                .Select(s => KeyValuePair.Create(s.Key, (string?)s.Last().Value)))
            .Build();
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(_lines).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton(time ?? TimeProvider.System)
            .AddLlm(configuration)
            .BuildServiceProvider();
    }

    public static IReadOnlyList<ChatMessage> Messages { get; } =
        [new(ChatRole.System, "你是秤星"), new(ChatRole.User, Question)];

    public ModelClients Clients => _services.GetRequiredService<ModelClients>();

    public ModelHealthBoard Health => _services.GetRequiredService<ModelHealthBoard>();

    public TokenCounter Counter => _services.GetRequiredService<TokenCounter>();

    public IEnumerable<string> Log => _lines.Written;

    /// <summary>Against a server that is OpenAI's, with retries that hardly wait.</summary>
    public static ModelCalls Of(FakeOpenAiServer server, params (string Name, string Value)[] settings) =>
        Of(server, time: null, settings);

    public static ModelCalls Of(
        FakeOpenAiServer server, TimeProvider? time, params (string Name, string Value)[] settings) => new(
        new Dictionary<string, string>
        {
            ["LLM_PROVIDER"] = "openai-compatible",
            ["LLM_BASE_URL"] = server.BaseUrl.ToString(),
            ["LLM_API_KEY"] = Key,
            ["LLM_RETRY_DELAY_MS"] = "1",
        }
        .Select(s => (s.Key, s.Value)).Concat(settings), time);

    public ModelRoute Route(string model = "qwen-plus") => _services.GetRequiredService<ModelCatalog>().Route(model);

    /// <summary>Asks the question; what it took is on the call.</summary>
    public Task<ChatResponse> AskAsync(ModelCall? call = null, string model = "qwen-plus",
        ChatResponseFormat? format = null, CancellationToken? cancellation = null) =>
        Clients.For(Route(model)).GetResponseAsync(
            Messages,
            new RunChatOptions(call ?? NewCall()) { ResponseFormat = format },
            cancellation ?? TestContext.Current.CancellationToken);

    public static ModelCall NewCall() => new("run-1", 1, "ai", "philosophy");

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Written.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
