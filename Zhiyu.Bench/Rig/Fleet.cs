namespace Zhiyu.Bench.Rig;

/// <summary>Several instances of the app, which are killed and restarted one after another.</summary>
internal sealed class Fleet(Lab lab, (string, string)[] settings, Random random)
{
    private const int Instances = 2;

    private readonly Lock _lock = new();
    private readonly List<App> _apps = [];
    private readonly List<Task> _starts = [];

    /// <summary>The instances that are running.</summary>
    public IReadOnlyList<App> Running
    {
        get
        {
            lock (_lock) return [.. _apps];
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => AddAsync(cancellationToken)));
        await Any().SeedAsync(cancellationToken);
    }

    /// <exception cref="HttpRequestException">No instance is running.</exception>
    public ForumClient Any()
    {
        lock (_lock)
            return _apps.Count > 0
                ? lab.ClientOf(_apps[random.Next(_apps.Count)])
                : throw new HttpRequestException("No instance is running.");
    }

    /// <summary>Kills a running instance and starts another; false when none is running.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <param name="last">What the instance is given to do before it is killed; nothing by default.</param>
    public async Task<bool> TryKillOneAsync(CancellationToken cancellationToken, Func<App, Task>? last = null)
    {
        App victim;
        lock (_lock)
        {
            if (_apps.Count == 0) return false;
            victim = _apps[random.Next(_apps.Count)];
            _apps.Remove(victim);
            _starts.Add(AddAsync(cancellationToken));
        }

        if (last is not null) await last(victim);
        await victim.Process.KillAsync();
        await victim.DisposeAsync();
        return true;
    }

    /// <summary>Waits until all instances have started.</summary>
    public Task CompleteAsync()
    {
        lock (_lock) return Task.WhenAll(_starts);
    }

    // An app without storage exits during its start, so the start is retried.
    private async Task AddAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var app = await lab.StartAppAsync(cancellationToken, settings);
                lock (_lock) _apps.Add(app);
                return;
            }
            catch (BenchException) when (!cancellationToken.IsCancellationRequested)
            {
                await Wait.ForAsync(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }
}
