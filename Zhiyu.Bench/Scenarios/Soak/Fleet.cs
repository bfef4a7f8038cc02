using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Soak;

/// <summary>Instances of the app, of which one after another is killed and started anew.</summary>
internal sealed class Fleet(Lab lab, (string, string)[] settings, Random random)
{
    private const int Instances = 2;

    private readonly Lock _turn = new();
    private readonly List<App> _apps = [];
    private readonly List<Task> _starts = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => AddAsync(cancellationToken)));
        await Any().SeedAsync(cancellationToken);
    }

    /// <exception cref="HttpRequestException">None lives at the moment.</exception>
    public ForumClient Any()
    {
        lock (_turn)
            return _apps.Count > 0
                ? lab.ClientOf(_apps[random.Next(_apps.Count)])
                : throw new HttpRequestException("No instance lives.");
    }

    /// <summary>Kills one, if any lives, and has another started in its place.</summary>
    public async Task<bool> TryKillOneAsync(CancellationToken cancellationToken)
    {
        App victim;
        lock (_turn)
        {
            if (_apps.Count == 0) return false;
            victim = _apps[random.Next(_apps.Count)];
            _apps.Remove(victim);
            _starts.Add(AddAsync(cancellationToken));
        }

        await victim.Process.KillAsync();
        await victim.DisposeAsync();
        return true;
    }

    /// <summary>Until all are there again.</summary>
    public Task CompleteAsync()
    {
        lock (_turn) return Task.WhenAll(_starts);
    }

    // An app whose storage is away ends at its start; then the next one is due.
    private async Task AddAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var app = await lab.StartAppAsync(cancellationToken, settings);
                lock (_turn) _apps.Add(app);
                return;
            }
            catch (BenchException) when (!cancellationToken.IsCancellationRequested)
            {
                await Wait.ForAsync(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }
}
