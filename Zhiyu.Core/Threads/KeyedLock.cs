namespace Zhiyu.Core.Threads;

/// <summary>Lets the callers of one service of one instance change the same thing one after the other.</summary>
/// <remarks>
/// Nothing rests on it but that they come to an end: of eight who change one row at once, again and again, seven lose
/// each round, and one of them may lose fifty. All others are held off by the row's tag alone. Chance says which things
/// share a lane, so that who has a turn must not take a second one.
/// </remarks>
internal sealed class KeyedLock
{
    private const int Lanes = 64;

    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <returns>The turn; disposing of it lets the next one go.</returns>
    public async Task<IDisposable> TakeAsync(string id, CancellationToken cancellationToken)
    {
        var lane = _lanes[(uint)id.GetHashCode(StringComparison.Ordinal) % Lanes];
        await lane.WaitAsync(cancellationToken);
        return new Turn(lane);
    }

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
