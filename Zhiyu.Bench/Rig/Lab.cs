using Zhiyu.Bench.Scenarios;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Bench.Rig;

/// <summary>The environment of a scenario: running storage, a model server, and the apps that it starts.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private readonly List<App> _apps = [];
    private readonly string _secret;

    private Lab(Emulator emulator, ModelServer model, Chatter chatter)
    {
        (Emulator, Model, Chatter) = (emulator, model, chatter);
        _secret = chatter.Nonce();
    }

    public Emulator Emulator { get; }

    public ModelServer Model { get; }

    public Chatter Chatter { get; }

    public static async Task<Lab> OpenAsync(
        Plan plan, CancellationToken cancellationToken, bool onDisk = false)
    {
        var chatter = new Chatter(plan.Random);
        var emulator = await Emulator.StartAsync(onDisk, cancellationToken);
        return new Lab(emulator, await ModelServer.StartAsync(chatter, cancellationToken), chatter);
    }

    /// <param name="changes">Settings that override those of <see cref="AppSettings"/>.</param>
    public async Task<App> StartAppAsync(
        CancellationToken cancellationToken, params (string Name, string Value)[] changes)
    {
        var settings = AppSettings.For(Emulator.ConnectionString, Model.BaseUrl, _secret);
        foreach (var (name, value) in changes) settings[name] = value;
        var app = await App.StartAsync(settings, cancellationToken);
        lock (_apps) _apps.Add(app);
        return app;
    }

    public ForumClient ClientOf(App app) => new(app.Client, _secret, Chatter);

    /// <summary>Starts an app with the sample data and waits until all messages are processed.</summary>
    public async Task<(App App, ForumClient Forum)> StartForumAsync(
        CancellationToken cancellationToken, params (string Name, string Value)[] changes)
    {
        var app = await StartAppAsync(cancellationToken, changes);
        var forum = ClientOf(app);
        await forum.SeedAsync(cancellationToken);
        await QuietAsync(TimeSpan.FromSeconds(3), cancellationToken);
        return (app, forum);
    }

    /// <summary>Waits until no message was sent or completed for some time.</summary>
    public async Task QuietAsync(TimeSpan quiet, CancellationToken cancellationToken)
    {
        var (seen, since) = (Messages(), TimeProvider.System.GetTimestamp());
        await Wait.UntilAsync(
            () =>
            {
                if (Messages() is var now && now != seen) (seen, since) = (now, TimeProvider.System.GetTimestamp());
                return TimeProvider.System.GetElapsedTime(since) > quiet;
            },
            "the queues to be quiet",
            TimeSpan.FromMinutes(5),
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps) await app.DisposeAsync();
        await Model.DisposeAsync();
        await Emulator.DisposeAsync();
    }

    private int Messages()
    {
        var counts = Emulator.Operations.Read();
        return QueueRegistry.All.Sum(queue =>
            counts.Of("queue", StorageOperation.Send, queue.Name) + counts.Completed(queue.Name));
    }
}
