namespace Zhiyu.Core.Forum;

/// <summary>Lets the callers of one instance change the same thing one after the other.</summary>
/// <remarks>
/// Nothing rests on it but that they come to an end: of eight who change one row at once, again and again, seven lose
/// each round, and one of them may lose fifty. Callers of other instances are held off by the row's tag alone. What
/// different things share a lane is left to chance, so that no caller may take a second turn while it has one.
/// </remarks>
internal sealed class Turns
{
    private const int Lanes = 64;

    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];

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
