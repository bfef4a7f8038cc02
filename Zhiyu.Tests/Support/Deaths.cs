using System.Collections.Concurrent;
using System.Globalization;

namespace Zhiyu.Tests.Support;

/// <summary>One case for each storage operation at which a process may die.</summary>
internal static class Deaths
{
    // Most of a case is waiting for messages to come back.
    private const int AtOnce = 8;

    // What never ends keeps its queue busy for ever; seconds are usual.
    private static readonly TimeSpan CaseLimit = TimeSpan.FromMinutes(5);

    /// <summary>Has all of them pass; tells of each that does not.</summary>
    public static async Task AtEachAsync(
        IEnumerable<int> operations, Func<int, Task> tryAsync, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            operations,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (k, token) =>
            {
                try
                {
                    await tryAsync(k).WaitAsync(CaseLimit, TimeProvider.System, token);
                }
                catch (Exception fault)
                {
                    failures.Enqueue(string.Create(CultureInfo.InvariantCulture, $"k = {k}: {fault.Message}"));
                }
            });
        Assert.Empty(failures);
    }

    /// <summary>Likewise, at each of the first so many.</summary>
    public static Task AtEachAsync(int operations, Func<int, Task> tryAsync, CancellationToken cancellationToken) =>
        AtEachAsync(Enumerable.Range(1, operations), tryAsync, cancellationToken);
}
