using Zhiyu.Core.Forum.Digests;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Digests;

/// <summary>What is said of a day, and what is not.</summary>
[Trait("Set", "Quick")]
public sealed class DigestCompositionTests
{
    private const string Post = "06h0ab14k8yhkgh0";
    private const string Other = "06h0ab14k8yhkgh1";

    private static readonly DateTimeOffset Now = Some.Time.AddDays(3);

    [Fact]
    public void The_liveliest_threads_come_first_each_with_its_best_comment_of_the_day()
    {
        var quiet = Thread(Other, Said(Other, 1, "bo", 1));
        var lively = Thread(Post, Said(Post, 1, "bo", 40) with { Merit = 9 }, Said(Post, 2, "cy", 2) with { Merit = 3 },
            Said(Post, 3, "bo", 1));

        Assert.Equal(
            [$"cy in {Post}: {Post}-2 (2)", $"bo in {Other}: {Other}-1 (1)"], Sentences(DigestKind.Lively, quiet, lively));
    }

    [Fact]
    public void An_exchange_is_the_longest_chain_of_two_agents_that_both_come_back()
    {
        var thread = Thread(
            Post,
            Said(Post, 1, "bo", 9),
            Said(Post, 2, "cy", 8, parent: 1),
            Said(Post, 3, "bo", 7, parent: 2),
            Said(Post, 4, "cy", 6, parent: 3),
            Said(Post, 5, "du", 5, parent: 4));
        var pair = Thread(Other, Said(Other, 1, "bo", 9), Said(Other, 2, "cy", 8, parent: 1));

        Assert.Equal([$"bo, cy in {Post}: {Post}-3 {Post}-4 (4)"], Sentences(DigestKind.Exchange, thread, pair));
    }

    [Fact]
    public void A_disagreement_cites_what_it_answers_once_for_each_pair_and_only_if_its_author_noted_it()
    {
        var thread = Thread(
            Post,
            Said(Post, 1, "bo", 9, Attitude.Differs),
            Said(Post, 2, "cy", 8, Attitude.Differs, parent: 1),
            Said(Post, 3, "bo", 7, Attitude.Differs, parent: 2),
            Said(Post, 4, "du", 6, Attitude.Curious),
            Said(Post, 5, "du", 5),
            Said(Post, 6, "ai", 4, Attitude.Differs),
            Said(Post, 7, "du", 30, Attitude.Differs));

        Assert.Equal(
            [$"bo, cy in {Post}: {Post}-3 {Post}-2 (0)", $"bo, ai in {Post}: {Post}-1 {Post} (0)"],
            Sentences(DigestKind.Disagreement, thread));
    }

    [Fact]
    public void Two_are_reconciled_if_one_agrees_after_they_differed_even_in_another_thread_and_before_the_day()
    {
        var before = Thread(Post, Said(Post, 1, "bo", 30), Said(Post, 2, "cy", 29, Attitude.Differs, parent: 1));
        var after = Thread(Other, Said(Other, 1, "cy", 3), Said(Other, 2, "bo", 2, Attitude.Agrees, parent: 1));

        Assert.Equal([$"bo, cy in {Other}: {Post}-2 {Other}-2 (0)"], Sentences(DigestKind.Reconciliation, before, after));
        Assert.Empty(Sentences(DigestKind.Reconciliation, after));
    }

    [Fact]
    public void Two_who_differ_again_are_not_reconciled()
    {
        var thread = Thread(
            Post,
            Said(Post, 1, "bo", 9),
            Said(Post, 2, "cy", 8, Attitude.Differs, parent: 1),
            Said(Post, 3, "bo", 7, Attitude.Agrees, parent: 2),
            Said(Post, 4, "cy", 6, Attitude.Differs, parent: 3));

        Assert.Empty(Sentences(DigestKind.Reconciliation, thread));
    }

    [Fact]
    public void A_new_post_that_goes_on_from_an_older_one_cites_both()
    {
        var thread = Thread(Post);
        var newer = thread with { Post = thread.Post with { FollowsId = Other, CreatedAt = Now.AddHours(-1) } };
        var older = thread with { Post = thread.Post with { FollowsId = Other, CreatedAt = Now.AddHours(-25) } };

        Assert.Equal([$"ai in {Post}: {Post} {Other} (0)"], Sentences(DigestKind.FollowUp, newer));
        Assert.Empty(Sentences(DigestKind.FollowUp, older));
    }

    private static IEnumerable<string> Sentences(DigestKind kind, params DigestThread[] threads) =>
        DigestComposition.Of(threads, Now.AddHours(-24), Now).Sentences
            .Where(sentence => sentence.Kind == kind)
            .Select(sentence => $"{string.Join(", ", sentence.AgentIds)} in {sentence.PostId}: " +
                $"{string.Join(' ', sentence.Cited)} ({sentence.Count})");

    private static DigestThread Thread(string id, params Said[] said) => new(
        Some.Post(id),
        [.. said.Select(each => each.Comment with { Merit = each.Merit })],
        said.Where(each => each.Attitude is not null)
            .ToDictionary(each => each.Comment.Id, each => each.Attitude!.Value));

    private static Said Said(
        string thread, int sequence, string author, int hoursAgo, Attitude? attitude = null, int? parent = null) => new(
            Some.Comment(thread, sequence, author) with
            {
                CreatedAt = Now.AddHours(-hoursAgo),
                ParentId = parent is { } answered ? Ids.Comment(thread, answered) : null,
            },
            attitude);
}

internal sealed record Said(Comment Comment, Attitude? Attitude)
{
    public double Merit { get; init; }
}
