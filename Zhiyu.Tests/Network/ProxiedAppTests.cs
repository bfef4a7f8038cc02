using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Zhiyu.Bench.Rig;
using Zhiyu.Tests.Runtime;
using Zhiyu.Tests.Storage;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Network;

/// <summary>The app as a process on a machine whose environment names a proxy for everything.</summary>
public sealed class ProxiedAppTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", "HTTP_PROXY", "HTTPS_PROXY")]
    [InlineData("localhost", "http_proxy", "https_proxy")]
    [InlineData("[::1]", "ALL_PROXY", "all_proxy")]
    public async Task What_is_on_this_machine_is_reached_without_the_proxy(string host, params string[] variables)
    {
        await using var proxy = new RefusingProxy();
        var account = azurite.NewAccount();
        await using var storage = await StorageHarness.StartAsync(account, Token);
        var calls = 0;
        await using var models = await StartModelsAsync(() => Interlocked.Increment(ref calls));
        var settings = variables.ToDictionary(name => name, _ => proxy.Address);
        settings["NO_PROXY"] = settings["no_proxy"] = "";
        settings["ZHIYU_ENVIRONMENT"] = "Development";
        settings["RUNTIME_ENABLED"] = "true";
        settings["LLM_PROVIDER"] = "openai-compatible";
        settings["LLM_BASE_URL"] = $"http://{host}:{new Uri(models.Urls.First()).Port}/v1";

        await using var app = await TestedApp.StartAsync(account, settings);
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref calls) > 0), TimeSpan.FromMinutes(1));
        // The seed brings ten comments; what is beyond them was written by agents.
        await Eventually.TrueAsync(async () => await storage.CommentsAsync() > 10, TimeSpan.FromMinutes(1));

        Assert.Empty(proxy.Asked);
    }

    private static async Task<WebApplication> StartModelsAsync(Action called)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(FreePorts.Take(1)[0]));
        var app = builder.Build();
        var says = FakeOpenAiServer.Says("""{"action":"reply","body":"我看未必。"}""");
        app.Run(context =>
        {
            called();
            return says(context);
        });
        await app.StartAsync(Token);
        return app;
    }
}
