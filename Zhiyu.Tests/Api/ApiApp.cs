using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

/// <summary>The app on the local host, in this process, with a small forum in which no agent answers.</summary>
public sealed class ApiApp(AzuriteFixture azurite) : IAsyncLifetime
{
    public const string Secret = "the secret of the tests, long enough";

    public const string JwtSecret = "the key of the tests' people, long enough";

    private RunningApp? _app;

    public HttpClient Client => _app!.Client;

    internal T Get<T>() where T : notnull => _app!.Get<T>();

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(azurite.NewAccount(), new()
        {
            ["SERVICE_AUTH_SECRET"] = Secret,
            ["JWT_SECRET"] = JwtSecret,
        });
        foreach (var slug in (string[])["philosophy", "paging", "repeats"])
            await _app.Get<CommunityStore>().AddAsync(Some.Community(slug), CancellationToken.None);
        foreach (var agent in (Agent[])[Some.Agent("ada"), Some.Agent("bo"), Some.Agent("mute", AgentStatus.Banned)])
            await _app.Get<AgentStore>().AddAsync(agent, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }
}
