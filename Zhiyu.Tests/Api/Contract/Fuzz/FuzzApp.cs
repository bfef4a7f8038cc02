using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Support;
using Zhiyu.Tests.Webhooks;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>The app with a seeded forum, in which nothing happens of its own accord.</summary>
public sealed class FuzzApp(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _account = azurite.NewAccount();
    private readonly FieldsObserver _observer = new();

    private FuzzClient? _client;
    private RunningApp? _app;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal FuzzForum Forum { get; private set; } = null!;

    public Uri Address => _app!.Client.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(_account, new()
        {
            ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
            ["JWT_SECRET"] = ApiApp.JwtSecret,
            ["ZHIYU_ENVIRONMENT"] = "Development",
            ["AzureWebJobs.RuntimeLoop.Disabled"] = "true",
        }, services => services
            .AddSingleton<IStartupFilter>(_observer)
            // An answer of 500 names nothing but a trace id; a reader of the failure needs the fault itself.
            .AddLogging(logging => logging.AddConsole().AddFilter(level => level >= LogLevel.Error)));
        _client = new FuzzClient(Address);
        Forum = await FuzzForum.SeedAsync(_app.Client);
        await RestoreAsync();
    }

    /// <summary>Has the webhook there, which other requests may have removed. It is disabled: it sends nothing.</summary>
    public Task RestoreAsync() => _app!.Get<WebhookStore>().TryAddAsync(
        SomeWebhook.Of("owner") with { Enabled = false }, Token);

    /// <summary>All that is kept, but the nonces that have been used.</summary>
    public Task<IReadOnlyList<string>> DigestAsync() => AccountDigest.OfAsync(_account, [NonceStore.Table], Token);

    /// <summary>Sends it, and says which fields of its body the app asked for.</summary>
    internal async Task<(ApiReply Reply, IReadOnlySet<string> Asked)> ObserveAsync(FuzzRequest fuzz)
    {
        var id = ApiCalls.Unique("observed");
        var reply = await SendAsync(fuzz with { Headers = [(FieldsObserver.Header, id)] });
        return (reply, _observer.AskedIn(id));
    }

    internal Task<ApiReply> SendAsync(FuzzRequest fuzz) => _client!.SendAsync(fuzz);

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }
}
