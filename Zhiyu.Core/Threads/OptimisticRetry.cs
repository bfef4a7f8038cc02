namespace Zhiyu.Core.Threads;

/// <summary>Reads, decides and commits again for as long as another writer is faster.</summary>
internal static class OptimisticRetry
{
    // Another writer wins each lost attempt. This many in a row mean that something is broken.
    private const int MaxAttempts = 50;

    /// <param name="contested">The message of the exception: what kept changing, and under what.</param>
    /// <param name="attempt">Returns null when another writer was faster; it is then called again.</param>
    /// <param name="cancellationToken">Passed to each attempt.</param>
    /// <param name="maxAttempts">The limit, where so many writers compete that 50 is not enough.</param>
    /// <exception cref="ConcurrencyException">Another writer was faster in each attempt.</exception>
    public static async Task<T> RunAsync<T>(
        string contested,
        Func<CancellationToken, Task<T?>> attempt,
        CancellationToken cancellationToken,
        int maxAttempts = MaxAttempts) where T : class
    {
        for (var attempts = 0; attempts < maxAttempts; attempts++)
            if (await attempt(cancellationToken) is { } result) return result;
        throw new ConcurrencyException(contested);
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    /// <param name="attempt">Returns false when another writer was faster; it is then called again.</param>
    public static async Task RunAsync(
        string contested,
        Func<CancellationToken, Task<bool>> attempt,
        CancellationToken cancellationToken,
        int maxAttempts = MaxAttempts)
    {
        for (var attempts = 0; attempts < maxAttempts; attempts++)
            if (await attempt(cancellationToken)) return;
        throw new ConcurrencyException(contested);
    }
}

/// <summary>Other writers changed the same rows in every attempt. The caller may retry later.</summary>
internal sealed class ConcurrencyException(string message) : Exception(message);
