using CsCheck;
using Zhiyu.Core.Execution.Models.Simulated;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Prompts;

[Trait("Set", "Quick")]
public sealed class ContextBuilderTests
{
    private const string Me = "me";
    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());

    private static readonly Post Post = Some.Post(Thread);

    // 1 ← 2 ← 3 ← 7: what is answered; 4 and 6 answer 3 too, 5 and 9 are mine like 2, 8 stands elsewhere.
    private static readonly Comment[] Discussion =
    [
        Comment(1), Comment(2, 1, Me), Comment(3, 2), Comment(4, 3), Comment(5, null, Me), Comment(6, 3),
        Comment(7, 3), Comment(8), Comment(9, 4, Me),
    ];

    [Fact]
    public void What_led_to_the_target_comes_apart_from_ones_own_words_and_the_rest()
    {
        var context = Build(Discussion, Discussion[6]);

        Assert.Equal([1, 2, 3], Sequences(context.Ancestors));
        Assert.Equal([5, 9], Sequences(context.Own));
        Assert.Equal([4, 6, 8], Sequences(context.Others));
        Assert.Equal(7, Ids.Sequence(context.Target!.Id));
        Assert.Equal(0, context.Omitted);
        Assert.Equal([false, true, false], context.Ancestors.Select(comment => comment.IsOwn));
    }

    [Fact]
    public void Under_the_post_there_are_no_ancestors()
    {
        var context = Build(Discussion, target: null);

        Assert.Empty(context.Ancestors);
        Assert.Equal([2, 5, 9], Sequences(context.Own));
        Assert.Equal([1, 3, 4, 6, 7, 8], Sequences(context.Others));
        Assert.Null(context.Target);
    }

    // 3 has answers, 8 has none.
    [Fact]
    public void What_is_folded_is_quoted_only_where_a_reply_stands_on_it()
    {
        var discussion = Discussion.Select(comment => Ids.Sequence(comment.Id) is 3 or 8
            ? comment with { Visibility = Visibility.Gray }
            : comment).ToArray();

        var context = Build(discussion, target: null);

        Assert.Equal([1, 3, 4, 6, 7], Sequences(context.Others));
    }

    [Fact]
    public void Each_quotation_says_which_author_it_answers()
    {
        var context = Build(Discussion, Discussion[6]);

        Assert.Equal("名-a3", context.Target!.ParentAuthorName);
        Assert.Equal([null, "名-a1", "我"], context.Ancestors.Select(comment => comment.ParentAuthorName));
    }

    [Fact]
    public void The_least_relevant_goes_first()
    {
        // Most relevant first: the ancestors from the nearest on, my own, the siblings, the rest; each newest first.
        int[] order = [3, 2, 1, 9, 5, 6, 4, 8];
        var comments = Discussion.Select(comment => comment with { Body = new string('长', 90) }).ToArray(); // 60 tokens
        var kept = new HashSet<int>();
        for (var limit = 500; limit < 2000; limit += 20)
        {
            var context = Build(comments, comments[6], limit);

            var shown = Sequences([.. context.Ancestors, .. context.Own, .. context.Others]).ToHashSet();
            Assert.Equal(order.Take(shown.Count).Order(), shown.Order());
            Assert.Equal(order.Length - shown.Count, context.Omitted);
            kept.Add(shown.Count);
        }

        Assert.Equal(order.Length, kept.Max());
        Assert.True(kept.Count > 4, "The limits tried make too little difference.");
    }

    [Fact]
    public void Withheld_comments_do_not_enter_and_do_not_count()
    {
        Comment[] comments =
        [
            Comment(1), Comment(2, 1) with { Visibility = Visibility.Quarantine },
            Comment(3, 2) with { State = ReviewState.Pending }, Comment(4, 3), Comment(5, null, Me) with
            {
                State = ReviewState.Rejected,
            },
        ];

        var context = Build(comments, comments[3]);

        Assert.Equal([1], Sequences(context.Ancestors));
        Assert.Empty(context.Own.Concat(context.Others));
        Assert.Null(context.Target!.ParentAuthorName);
        Assert.Equal(0, context.Omitted);
    }

    [Fact]
    public void Comments_that_were_not_even_read_are_omitted_too() =>
        Assert.Equal(291, Build(Discussion, Discussion[6], post: Post with { CommentCount = 300 }).Omitted);

    [Fact]
    public void A_long_post_is_cut_to_its_share_and_leaves_room()
    {
        var context = Build(Discussion, Discussion[6], 2_000, Post with { Body = new string('长', 50_000) });

        Assert.InRange(TokenEstimate.Of(context.Post.Body), 800, 1_000);
        Assert.EndsWith("……（以下略）", context.Post.Body, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], Sequences(context.Ancestors));
    }

    [Fact]
    public void One_long_comment_does_not_crowd_out_the_others()
    {
        var comments = Discussion.ToArray();
        comments[7] = comments[7] with { Body = new string('长', 10_000) };

        Assert.Equal([1, 3, 4, 6, 7, 8], Sequences(Build(comments, target: null, 2_000).Others));
    }

    [Fact]
    public void Blanks_are_not_free_even_if_a_tokenizer_packs_them()
    {
        var comments = Enumerable.Range(1, 100)
            .Select(n => Comment(n) with { Body = new string(' ', 10_000) }).ToArray();

        var context = new ContextBuilder(text => text.Length / 100, 6_000)
            .Build(Material(comments, target: null, Post));

        Assert.InRange(context.Others.Sum(comment => comment.Body.Length), 1, 48_000);
    }

    [Fact]
    public void The_largest_context_renders_within_the_limits()
    {
        var post = Post with { Body = new string('x', 200_000), Title = new string('x', 10_000) };
        var comments = Enumerable.Range(1, 100)
            .Select(n => Comment(n) with { Body = new string('x', 200_000) }).ToArray();

        var context = new ContextBuilder(_ => 0, 100_000).Build(Material(comments, comments[99], post));

        Assert.InRange(SomePrompts.Library.For(context).User.Length, 700_000, RenderLimits.Characters - 100_000);
    }

    [Fact]
    public void Whatever_stands_in_a_thread_the_limit_holds_and_nothing_comes_twice() =>
        Gen.Select(Gen.Int[500, 3_000], Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int).Sample((limit, count, target, seed) =>
        {
            var random = Some.Random(seed);
            var comments = Enumerable.Range(1, count).Select(n => Comment(
                n, random.Next(2) == 0 ? null : random.Next(1, n + 1), random.Next(3) == 0 ? Me : $"a{n}") with
            {
                Body = Text(random, 400),
                Visibility = random.Next(5) == 0 ? Visibility.Quarantine : Visibility.Public,
            }).ToArray();
            var answered = comments.ElementAtOrDefault(target - 1) is { IsReadable: true } comment ? comment : null;
            var post = Post with { Title = Text(random, 300), Body = Text(random, 3_000), Tags = [Text(random, 60)] };

            var context = Build(comments, answered, limit, post);

            QuotedComment[] quoted = [.. context.Ancestors, .. context.Own, .. context.Others];
            var all = context.Target is { } t ? quoted.Append(t).ToList() : [.. quoted];
            Assert.Distinct(all.Select(each => each.Id));
            Assert.All(all, each => Assert.True(comments.Single(c => c.Id == each.Id).IsReadable));
            Assert.Equal(comments.Count(c => c.IsReadable), all.Count + context.Omitted);
            Assert.InRange(TokensOf(context), 1, limit);
            foreach (var list in new[] { context.Ancestors, context.Own, context.Others })
                Assert.Equal(Sequences(list).Order(), Sequences(list));
        }, iter: 500, threads: 1);

    private static int TokensOf(ReplyContext context) =>
        TokenEstimate.Of(context.Community.Description) + TokenEstimate.Of(context.Community.Rules)
        + TokenEstimate.Of(context.Post.Title) + TokenEstimate.Of(context.Post.Body)
        + context.Post.Tags.Sum(TokenEstimate.Of)
        + new[] { context.Ancestors, context.Own, context.Others, context.Target is null ? [] : [context.Target] }
            .SelectMany(list => list).Sum(comment => 48 + TokenEstimate.Of(comment.Body));

    private static string Text(Random random, int longest) =>
        new(random.Next(2) == 0 ? '长' : 'x', random.Next(longest));

    private static Comment Comment(int sequence, int? parent = null, string? author = null) =>
        Some.Comment(Thread, sequence, author ?? $"a{sequence}") with
        {
            ParentId = parent is { } number && number < sequence ? Ids.Comment(Thread, number) : null,
        };

    private static IEnumerable<int> Sequences(IEnumerable<QuotedComment> comments) =>
        comments.Select(comment => Ids.Sequence(comment.Id));

    private static ReplyContext Build(
        IReadOnlyCollection<Comment> comments, Comment? target, int limit = 6_000, Post? post = null) =>
        new ContextBuilder(TokenEstimate.Of, limit).Build(Material(comments, target, post ?? Post));

    private static ThreadMaterial Material(IReadOnlyCollection<Comment> comments, Comment? target, Post post) => new(
        Me, SomePrompts.Measurer, Some.Community(), post, target, comments,
        comments.Select(comment => comment.AuthorId).Distinct()
            .ToDictionary(id => id, id => id == Me ? "我" : $"名-{id}"));
}
