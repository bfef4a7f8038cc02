using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Search;
using Zhiyu.Core.Search.Embedded;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Search;

/// <summary>One of several instances that search the same forum in memory.</summary>
internal sealed class SearchInstance : IAsyncDisposable
{
    private readonly MemoryForum _forum;
    private readonly EmbeddedIndex _index;
    private readonly IndexUpdater _updater;
    private readonly ForumSearch _search;
    private readonly BuildCount _builds = new();

    public SearchInstance(MemoryForum forum, ISearchSnapshots? snapshots = null)
    {
        _forum = forum;
        var options = Options.Create(Settings);
        _index = new EmbeddedIndex(
            snapshots ?? forum.Get<ISearchSnapshots>(), options, forum.Clock, NullLogger<EmbeddedIndex>.Instance);
        _updater = new IndexUpdater(
            _index,
            forum.Get<IndexContent>(),
            forum.Get<ForumStream>(),
            forum.Get<IOptions<StreamOptions>>(),
            options,
            forum.Clock,
            _builds);
        _search = new ForumSearch(_updater, _index, forum.Get<ForumReader>(), forum.Clock);
    }

    public SearchOptions Settings { get; } = new();

    /// <summary>How often it has built its index from the threads.</summary>
    public int Builds => _builds.Count;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The ids of the comments that a search finds, after a second in which none was made.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string query)
    {
        _forum.Clock.Advance(TimeSpan.FromSeconds(1));
        var outcome = await _search.FindAsync(
            new SearchQuery(SearchTerm.Parse(query), SearchTarget.Comments), "", null, 100, false, Token);
        await _index.SavedAsync();
        return [.. Assert.IsType<SearchOutcome.Found>(outcome).Page.Items.Select(found => found.Content.Id)];
    }

    public async ValueTask DisposeAsync()
    {
        await _updater.DisposeAsync();
        await _index.DisposeAsync();
    }

    private sealed class BuildCount : ILogger<IndexUpdater>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains("built in", StringComparison.Ordinal)) Count++;
        }
    }
}
