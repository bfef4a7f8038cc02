using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Soak;

/// <summary>Instances of the app, of which one after another is killed and started anew.</summary>
internal sealed class Fleet(Lab lab, (string, string)[] settings, Random random)
{
    private readonly App[] _apps = new App[2];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var place = 0; place < _apps.Length; place++)
            _apps[place] = await lab.StartAppAsync(cancellationToken, settings);
        await lab.ClientOf(_apps[0]).SeedAsync(cancellationToken);
    }

    public ForumClient Any()
    {
        lock (_apps) return lab.ClientOf(_apps[random.Next(_apps.Length)]);
    }

    /// <summary>Kills one, and starts another in its place.</summary>
    public async Task KillOneAsync(CancellationToken cancellationToken)
    {
        var place = 0;
        lock (_apps) place = random.Next(_apps.Length);
        await _apps[place].Process.KillAsync();
        var next = await lab.StartAppAsync(cancellationToken, settings);
        var dead = _apps[place];
        lock (_apps) _apps[place] = next;
        await dead.DisposeAsync();
    }
}
