using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiyu.Bench.Rig;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.LocalHost;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Telemetry;

/// <summary>What the app sends to a collector, over a socket.</summary>
public sealed class OtlpTests(AzuriteFixture azurite)
{
    private const string Seeded = "chengxing";

    // In every prompt around what others said, and the same in any encoding.
    private const string Fence = "quote-";

    private const string Traces = "/v1/traces";
    private const string Metrics = "/v1/metrics";
    private const string Logs = "/v1/logs";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Spans_and_measures_reach_the_collector_and_words_only_where_the_settings_say_so(bool content)
    {
        using var collector = new Collector();
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), new()
        {
            ["ZHIYU_ENVIRONMENT"] = "Development",
            ["RUNTIME_ENABLED"] = "true",
            ["LLM_PROVIDER"] = "simulated",
            ["LLM_SIMULATED_MIN_MS"] = "0",
            ["LLM_SIMULATED_MAX_MS"] = "0",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["TELEMETRY_CONTENT"] = content ? "true" : "false",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
        },
        // As in any app that logs, requests have activities of their own.
        services => services.AddSingleton<ILoggerProvider>(new LogLines()));

        // Of this app's own seed; other tests of this process have spans and measures of the same names.
        await Eventually.TrueAsync(
            () => Task.FromResult(
                collector.Has(Traces, "execute run") && collector.Has(Traces, Seeded)
                && collector.Has(Metrics, "zhiyu.runs")),
            TimeSpan.FromMinutes(2));
        Assert.True(collector.Has(Traces, "allocate event"));
        Assert.Equal(content, collector.Has(Traces, Fence));
        Assert.False(collector.Has(Logs, Fence));

        var post = ApiCalls.Post("题目", "正文", "letters");
        post["actor_agent_id"] = "sanmu";
        var body = Encoding.UTF8.GetBytes(post.ToJsonString());
        var written = await app.WriteAsync(body, ApiCalls.SignedToken(body));
        Assert.Equal(201, written.Status);
        await Eventually.TrueAsync(
            () => Task.FromResult(collector.Has(Traces, $"{written.Id}-")), TimeSpan.FromMinutes(1));
    }

    /// <summary>Takes whatever is posted, and remembers it.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentQueue<(string Path, string Body)> _received = new();

        public Collector()
        {
            Address = $"http://127.0.0.1:{FreePorts.Take(1)[0]}/";
            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = TakeAsync();
        }

        public string Address { get; }

        public bool Has(string path, string text) => _received.Any(each =>
            each.Path == path && each.Body.Contains(text, StringComparison.Ordinal));

        public void Dispose() => ((IDisposable)_listener).Dispose();

        private async Task TakeAsync()
        {
            while (_listener.IsListening) _ = KeepAsync(await _listener.GetContextAsync());
        }

        private async Task KeepAsync(HttpListenerContext context)
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            _received.Enqueue((context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync()));
            context.Response.Close();
        }
    }
}
