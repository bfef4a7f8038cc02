using System.Collections.Concurrent;
using System.Threading.Channels;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

/// <summary>What the functions of a queue test were given.</summary>
public sealed class ReceivedMessages
{
    private readonly Channel<string> _next =
        Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _all = new();
    private int _now;

    public IEnumerable<string> All => _all;

    public int Count => _all.Count;

    public int MostAtOnce { get; private set; }

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where a relayed message goes.</summary>
    public Func<string, Task> RelayAsync { get; set; } = _ => Task.CompletedTask;

    public Task<string> NextAsync() => _next.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Soon();

    public void Add(string text)
    {
        _all.Enqueue(text);
        _next.Writer.TryWrite(text);
    }

    public async Task HoldAsync(string text)
    {
        lock (_all) MostAtOnce = Math.Max(MostAtOnce, ++_now);
        Add(text);
        await Gate.Task;
        lock (_all) _now--;
    }
}
