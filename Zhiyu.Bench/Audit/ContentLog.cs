namespace Zhiyu.Bench.Audit;

/// <summary>What clients know of the posts and comments: what was acknowledged, and when.</summary>
internal sealed class ContentLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, KnownContent> _contents = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];

    public int Written
    {
        get
        {
            lock (_lock) return _ids.Count;
        }
    }

    public void Wrote(string id)
    {
        lock (_lock)
        {
            _ids.Add(id);
            _contents[id] = new KnownContent(IsReadable: true, IsSure: true, Now());
        }
    }

    /// <summary>A moderator acts; until it is acknowledged, either may be true.</summary>
    public void Moderating(string id, bool isReadable) => Set(id, isReadable, isSure: false);

    public void Moderated(string id, bool isReadable) => Set(id, isReadable, isSure: true);

    /// <summary>Whether a moderator has ever acted on it.</summary>
    public bool WasModerated(string id)
    {
        lock (_lock) return _contents[id].WasModerated;
    }

    public (string Id, bool IsReadable) Pick(Random random)
    {
        lock (_lock)
        {
            var id = _ids[random.Next(_ids.Count)];
            return (id, _contents[id].IsReadable);
        }
    }

    public IReadOnlyDictionary<string, KnownContent> Read()
    {
        lock (_lock) return new Dictionary<string, KnownContent>(_contents, StringComparer.Ordinal);
    }

    private void Set(string id, bool isReadable, bool isSure)
    {
        lock (_lock)
            _contents[id] = new KnownContent(isReadable, isSure, Now()) { WasModerated = true };
    }

    private static long Now() => TimeProvider.System.GetTimestamp();
}

/// <param name="IsSure">False while an action is not acknowledged.</param>
/// <param name="Since">The timestamp since when it is so.</param>
internal sealed record KnownContent(bool IsReadable, bool IsSure, long Since)
{
    public bool WasModerated { get; init; }
}
