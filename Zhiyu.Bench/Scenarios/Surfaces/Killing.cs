using Zhiyu.Bench.Rig;
using Zhiyu.Core.Storage;

namespace Zhiyu.Bench.Scenarios.Surfaces;

/// <summary>Kills instances at moments left to chance, most of them while they serve a reader.</summary>
/// <param name="fleet">The instances.</param>
/// <param name="operations">The storage transactions, which show when a snapshot is being written.</param>
/// <param name="moments">The numbers of events after which one is killed, in order.</param>
/// <param name="random">The source of the chances.</param>
internal sealed class Killing(Fleet fleet, OperationLog operations, IReadOnlyList<int> moments, Random random)
{
    // The index is opened, and saved if much is new.
    private const int FindsUntilSaved = 2;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SaveLimit = TimeSpan.FromSeconds(8);
    private static readonly string[] Addresses =
        ["/v1/dataset", "/v1/dataset?format=csv", "/feed.atom", "/c/philosophy/feed.atom", "/sitemap.xml"];

    private int _done;

    public int Done => _done;

    /// <summary>Kills while the snapshot of a search index was being written.</summary>
    public int DuringSnapshots { get; private set; }

    /// <summary>Kills that cut off the answer to a reader of the dataset, a feed or the sitemap.</summary>
    public int DuringAnswers { get; private set; }

    /// <summary>How many should be done after so many events.</summary>
    public int DueAt(int events) => moments.TakeWhile(moment => moment <= events).Count();

    /// <param name="events">The number of events so far.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public async Task RunAsync(Func<int> events, CancellationToken cancellationToken)
    {
        foreach (var moment in moments)
        {
            await Wait.UntilAsync(() => events() >= moment, "the forum to go on", StartLimit, cancellationToken);
            var last = (_done % 3) switch
            {
                0 => SearchedAsync,
                1 => ReadAsync,
                _ => (Func<App, CancellationToken, Task>)AnywhereAsync,
            };
            await Wait.UntilAsync(
                () => fleet.TryKillOneAsync(cancellationToken, app => last(app, cancellationToken)),
                "an instance to start",
                StartLimit,
                cancellationToken);
            if (++_done % 10 == 0) Plan.Say($"{_done} kills");
        }
    }

    private Task AnywhereAsync(App app, CancellationToken cancellationToken) =>
        Wait.ForAsync(TimeSpan.FromMilliseconds(random.Next(500)), cancellationToken);

    /// <summary>Until it writes a snapshot, if it does.</summary>
    private async Task SearchedAsync(App app, CancellationToken cancellationToken)
    {
        var finds = Count(StorageOperation.Find);
        // While the index is opened, it answers that it will be ready soon.
        var isSaving = await Wait.TryUntilAsync(
            async () =>
            {
                using var answer = await app.Client.GetAsync(
                    new Uri("/v1/search?q=ba*", UriKind.Relative), cancellationToken);
                return Count(StorageOperation.Find) >= finds + FindsUntilSaved;
            },
            SaveLimit,
            cancellationToken);
        if (!isSaving) return;
        var writes = Count(StorageOperation.Write);
        await Wait.ForAsync(TimeSpan.FromMilliseconds(random.Next(30)), cancellationToken);
        if (Count(StorageOperation.Write) == writes) DuringSnapshots++;
    }

    private async Task ReadAsync(App app, CancellationToken cancellationToken)
    {
        var address = new Uri(Addresses[random.Next(Addresses.Length)], UriKind.Relative);
        var reading = app.Client.GetStringAsync(address, cancellationToken);
        await Task.WhenAny(
            reading, Wait.ForAsync(TimeSpan.FromMilliseconds(random.Next(60)), cancellationToken));
        if (!reading.IsCompleted) DuringAnswers++;
        // It will fail, or its answer is read by no one.
        _ = reading.ContinueWith(
            ended => ended.Exception, cancellationToken, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private int Count(string kind) => operations.Read().Of("blob", kind, BlobSearchSnapshots.ContainerName);
}
