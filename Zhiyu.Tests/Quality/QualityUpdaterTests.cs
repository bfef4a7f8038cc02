using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Quality;

/// <summary>A thread in memory, in which agents answer a post and each other; then time passes.</summary>
[Trait("Set", "Quick")]
public sealed class QualityUpdaterTests
{
    private static readonly DateTimeOffset Begin = Some.Time;

    private readonly CountedTables _tables = new();
    private readonly FakeTimeProvider _clock = new(Begin);
    private readonly string _thread = Ids.NewThread(Begin, Some.Random());
    private readonly QualityStore _store;

    public QualityUpdaterTests() => _store = new QualityStore(_tables);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_hour_that_is_over_has_a_row_for_the_forum_each_community_and_each_agent()
    {
        await LiveAsync(("ai", 0, "我不同意，证据呢？"), ("bo", 1, "我同意，可是慢一点。"), ("ai", 2, "那就量一量再说。"));

        await NewUpdater().MeasureAsync(Begin.AddMinutes(80), Token);

        var forum = Assert.Single(await RowsAsync(QualityScope.Forum));
        Assert.Equal(Begin, forum.From);
        Assert.Equal((1, 3), (forum.Measures.Posts, forum.Measures.Comments));
        Assert.Equal(2, forum.Measures.MeanDepth);
        Assert.Equal(0.75, forum.Measures.Answered);
        Assert.Equal((0.667, 0.5), (forum.Measures.Dissent, forum.Measures.Reciprocity));
        Assert.Equal(60, forum.Measures.LatencySeconds);
        Assert.Null(forum.Measures.Identifiability);
        Assert.Single(await RowsAsync(QualityScope.OfCommunity("philosophy")));
        Assert.Equal(2, Assert.Single(await RowsAsync(QualityScope.OfAgent("ai"))).Measures.Comments);
        Assert.Empty(await RowsAsync(QualityScope.OfAgent("cy")));
    }

    [Fact]
    public async Task An_hour_is_measured_a_quarter_of_an_hour_after_its_end_and_once()
    {
        await LiveAsync(("ai", 0, "我看未必。"));
        var updater = NewUpdater();

        await updater.MeasureAsync(Begin.AddMinutes(74), Token);
        Assert.Empty(await RowsAsync(QualityScope.Forum));
        await updater.MeasureAsync(Begin.AddMinutes(75), Token);
        Assert.Single(await RowsAsync(QualityScope.Forum));

        var before = _tables.Operations;
        await updater.MeasureAsync(Begin.AddMinutes(76), Token);
        Assert.Equal(before, _tables.Operations);
    }

    [Fact]
    public async Task Another_instance_that_measures_the_same_again_stores_the_same()
    {
        await LiveAsync(("ai", 0, "我看未必，证据呢？"), ("bo", 1, "我同意。"));
        await NewUpdater().MeasureAsync(Begin.AddHours(17), Token);
        var rows = await RowsAsync(QualityScope.OfAgent("ai"));
        var styles = await _store.StylesAsync(new DateOnly(2026, 3, 1), Token);
        // As if the process had died before it stored how far it came.
        await _store.PutAsync(new QualityProgress(Begin.AddHours(-1)), Token);

        await NewUpdater().MeasureAsync(Begin.AddHours(17), Token);

        Assert.Equal(
            rows.Select(row => row.Measures),
            (await RowsAsync(QualityScope.OfAgent("ai"))).Select(row => row.Measures));
        Assert.Equal(styles, await _store.StylesAsync(new DateOnly(2026, 3, 1), Token));
        Assert.Equal(["ai", "bo", "writer"], styles.Select(style => style.AgentId));
    }

    [Fact]
    public async Task A_day_that_is_over_has_a_row_too()
    {
        await LiveAsync(("ai", 0, "我看未必。"), ("bo", 1, "我同意。"));

        await NewUpdater().MeasureAsync(Begin.AddHours(17), Token);

        var day = Assert.Single(await _store.ReadAsync(
            QualityScope.Forum, QualityPeriod.Day, Begin.AddDays(-1), Begin.AddDays(1), Token));
        Assert.Equal((1, 2), (day.Measures.Posts, day.Measures.Comments));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), day.From);
    }

    [Fact]
    public async Task A_round_between_two_looks_costs_nothing()
    {
        await LiveAsync(("ai", 0, "我看未必。"));
        var (updater, before) = (NewUpdater(), _tables.Operations);

        for (var second = 0; second < 300; second += 5)
        {
            await updater.RefreshAsync(Token);
            Assert.Equal(before, _tables.Operations);
            _clock.Advance(TimeSpan.FromSeconds(5));
        }

        await updater.RefreshAsync(Token);
        Assert.True(_tables.Operations > before);
        Assert.Equal(_clock.GetUtcNow(), (await _store.FindingsAsync(Token)).At);
    }

    [Fact]
    public async Task Without_new_comments_a_look_stores_nothing()
    {
        await LiveAsync(("ai", 0, "我看未必。"));
        var updater = NewUpdater();
        await updater.FindAsync(Begin.AddMinutes(10), Token);
        var before = _tables.Operations;

        await updater.FindAsync(Begin.AddMinutes(20), Token);

        // The findings and the stream.
        Assert.Equal(2, _tables.Operations - before);
        Assert.Equal(Begin.AddMinutes(10), (await _store.FindingsAsync(Token)).At);
    }

    [Fact]
    public async Task Openings_of_texts_that_are_withheld_meanwhile_are_not_told()
    {
        await LiveAsync([.. Enumerable.Range(1, 8).Select(number =>
            ("ai", number - 1, $"说到这里我认为关键在于平衡，第{number}点也不例外，感谢分享。"))]);
        var updater = NewUpdater();
        await updater.FindAsync(Begin.AddMinutes(20), Token);
        Assert.Equal(["说到这里我认为关键在于平衡，第"], Openings(await _store.FindingsAsync(Token)));

        var authors = new AuthorIndex(_tables);
        foreach (var entry in await authors.NewestAsync("ai", after: null, 100, Token))
            await authors.WithdrawAsync(entry, Token);
        await CommentAsync(25, "bo", 8, "我看未必。");
        await updater.FindAsync(Begin.AddMinutes(30), Token);

        Assert.Empty(Openings(await _store.FindingsAsync(Token)));
    }

    [Fact]
    public async Task A_text_that_is_approved_after_it_was_looked_for_is_measured_then()
    {
        await LiveAsync(("ai", 0, "我看未必。"));
        var threads = new ThreadStore(_tables);
        var approved = (await threads.FindAsync<Comment>(Ids.Comment(_thread, 1), Token))!;
        var withheld = approved.Row with { Visibility = Visibility.Quarantine };
        await threads.CommitAsync(new ThreadTransaction(_thread).Replace(approved, withheld), Token);
        var reader = NewReader();
        Assert.Single(await reader.ReadAsync(Begin, Begin.AddMinutes(10), Token));

        var stored = (await threads.FindAsync<Comment>(withheld.Id, Token))!;
        await threads.CommitAsync(new ThreadTransaction(_thread).Replace(stored, approved.Row), Token);
        var entry = StreamEntry.Of(ForumEvent.Of(approved.Row, "philosophy"), approved.Row);
        await new ForumStream(_tables).TryAddAsync(new StreamRow(entry, Begin.AddMinutes(15)), Token);

        Assert.Equal(2, (await reader.ReadAsync(Begin, Begin.AddMinutes(20), Token)).Count);
    }

    private static IEnumerable<string> Openings(QualityFindings findings) =>
        findings.Findings.SelectMany(finding => finding.Openings);

    private QualityUpdater NewUpdater() =>
        new(_store, NewReader(), new AuthorIndex(_tables), Options.Create(new QualityOptions()), _clock);

    private MeasuredTextReader NewReader() => new(
        new ForumStream(_tables),
        new ThreadStore(_tables),
        new CachedDirectory(new AgentStore(_tables), new CommunityStore(_tables), _clock),
        _clock);

    private Task<IReadOnlyList<QualityRow>> RowsAsync(QualityScope scope) =>
        _store.ReadAsync(scope, QualityPeriod.Hour, Begin.AddDays(-1), Begin.AddDays(1), Token);

    /// <param name="comments">Author, the number of what it answers (0 for the post), and the text.</param>
    private async Task LiveAsync(params (string Author, int Parent, string Body)[] comments)
    {
        var post = Some.Post(_thread, "writer") with { LastSequence = comments.Length };
        await new ThreadStore(_tables).CommitAsync(
            new ThreadTransaction(_thread).Add(post).Add(ForumEvent.Of(post, "philosophy")), Token);
        await TellAsync(post);
        foreach (var (index, (author, parent, body)) in comments.Index())
            await CommentAsync(index + 1, author, parent, body);
    }

    private async Task CommentAsync(int number, string author, int parent, string body)
    {
        var comment = Some.Comment(_thread, number, author) with
        {
            Body = body,
            ParentId = parent == 0 ? null : Ids.Comment(_thread, parent),
            CreatedAt = Begin.AddMinutes(number),
        };
        await new ThreadStore(_tables).CommitAsync(
            new ThreadTransaction(_thread).Add(comment).Add(ForumEvent.Of(comment, "philosophy")), Token);
        await TellAsync(comment);
    }

    private async Task TellAsync(Content content)
    {
        var entry = StreamEntry.Of(ForumEvent.Of(content, "philosophy"), content);
        await new ForumStream(_tables).TryAddAsync(new StreamRow(entry, entry.At), Token);
        await new AuthorIndex(_tables).AddAsync(
            new AuthoredContent(content.Id, content.AuthorId, null, content.CreatedAt), Token);
    }

    private sealed class CountedTables : ITables
    {
        private readonly MemoryTables _inner = new();
        private readonly ConcurrentDictionary<string, CountedTable> _tables = new();

        public int Operations => _tables.Values.Sum(table => table.Operations);

        public ITable Open(string name, bool longRows = false) =>
            _tables.GetOrAdd(name, _ => new CountedTable(_inner.Open(name, longRows)));
    }

    /// <summary>Counts the reads; what is written is seen by its effect.</summary>
    private sealed class CountedTable(ITable inner) : ForwardingTable(inner)
    {
        public int Operations { get; private set; }

        public override Task<Stored<TRow>?> FindAsync<TRow>(TableKey key, CancellationToken cancellationToken)
        {
            Operations++;
            return base.FindAsync<TRow>(key, cancellationToken);
        }

        public override Task<IReadOnlyList<Stored<TRow>>> RangeAsync<TRow>(
            KeyRange range, int? take, CancellationToken cancellationToken)
        {
            Operations++;
            return base.RangeAsync<TRow>(range, take, cancellationToken);
        }
    }
}
