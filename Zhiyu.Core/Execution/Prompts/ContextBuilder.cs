using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// Selects the quotations of a prompt within a token budget. A reply always has the post and the target, then the
/// target's ancestors, the agent's own comments, the target's siblings and the rest. The least relevant are dropped
/// first. What the agent remembers has a share of its own.
/// </summary>
/// <param name="count">Counts the tokens of a text.</param>
/// <param name="limit">The token budget of all quotations, including their fences.</param>
public sealed class ContextBuilder(Func<string, int> count, int limit)
{
    // The two lines of a fence and the names of its fields.
    private const int FrameTokens = 48;

    // The words of a relationship, beside the name.
    private const int RelationshipTokens = 24;

    // The most that recalled notes and relationships take, however large the budget is.
    private const int MostRecalled = 800;
    private const int MostRelated = 240;

    // A tokenizer packs up to a hundred spaces into one token, but the length of a prompt must be limited too.
    private const int CharactersPerToken = 8;

    // A shorter excerpt is not understandable.
    private const int ShortestExcerpt = 100;

    // Shares of the budget, so that one long text leaves room for the others.
    private int RulesShare => limit / 8;

    private int PostShare => limit / 2;

    private int TargetShare => limit / 4;

    private int CommentShare => limit / 8;

    private int FieldShare => limit / 16;

    private int RecallShare => Math.Min(MostRecalled, limit / 6);

    private int RelationshipShare => Math.Min(MostRelated, limit / 24);

    /// <param name="titles">The newest titles of the community, newest first.</param>
    internal PostContext Build(
        Persona persona, Community community, IEnumerable<string> titles, QuotedMemory? memory = null)
    {
        var quotedCommunity = Fit(Quoting.Of(community));
        memory ??= QuotedMemory.None;
        var recalled = memory.Recalled(memory.CueOf(persona, community), RecallShare, CostOf);
        var remaining = limit - CostOf(quotedCommunity) - recalled.Sum(CostOf);
        return new PostContext(
            persona,
            quotedCommunity,
            [.. titles.Select(title => Fit(title, FieldShare)).TakeWhile(title => (remaining -= CostOf(title)) >= 0)])
        {
            Recalled = recalled,
        };
    }

    public ReplyContext Build(ThreadMaterial thread)
    {
        var quote = new Quoting(thread);
        var community = Fit(Quoting.Of(thread.Community));
        var post = Fit(quote.Post());
        var target = thread.Target is null ? null : Fit(quote.Comment(thread.Target), TargetShare);
        var remaining = limit - CostOf(community) - CostOf(post) - (target is null ? 0 : CostOf(target))
            - (thread.Memory.IsEmpty ? 0 : RecallShare + RelationshipShare);

        var order = ThreadOrder.Of(thread);
        var ancestors = Take(order.Ancestors, comment => Fit(comment, Math.Max(remaining, ShortestExcerpt)));
        var own = Take(order.Own, comment => Fit(comment, CommentShare));
        var others = Take(order.Others, comment => Fit(comment, CommentShare));
        var shown = ancestors.Count + own.Count + others.Count + (target is null ? 0 : 1);
        var readable = order.Ancestors.Count + order.Own.Count + order.Others.Count + (target is null ? 0 : 1);
        return WithMemory(
            new ReplyContext(thread.Persona, community, post, ancestors, own, others, target,
                Omitted: Math.Max(thread.Post.CommentCount, readable) - shown),
            thread);

        // Stops at the first comment that does not fit: later ones are less relevant, even if they are shorter.
        List<QuotedComment> Take(IReadOnlyList<Comment> comments, Func<QuotedComment, QuotedComment> fit)
        {
            var taken = new List<(Comment Comment, QuotedComment Quoted)>();
            foreach (var comment in comments)
            {
                var quoted = fit(quote.Comment(comment));
                if (CostOf(quoted) > remaining)
                {
                    remaining = 0;
                    break;
                }

                remaining -= CostOf(quoted);
                taken.Add((comment, quoted));
            }

            return [.. taken.OrderBy(each => each.Comment.Sequence).Select(each => each.Quoted)];
        }
    }

    private ReplyContext WithMemory(ReplyContext context, ThreadMaterial thread)
    {
        if (thread.Memory.IsEmpty) return context;
        var quotedIds = context.Ancestors.Concat(context.Own).Concat(context.Others).Select(comment => comment.Id)
            .Append(context.Target?.Id ?? thread.Post.Id).Append(thread.Post.Id).ToHashSet();
        // The one who is answered comes first, then the author of the post.
        string[] presentIds =
        [
            .. thread.Comments.Where(comment => quotedIds.Contains(comment.Id))
                .OrderByDescending(comment => comment.Sequence)
                .Select(comment => comment.AuthorId)
                .Prepend(thread.Post.AuthorId)
                .Prepend(thread.Target?.AuthorId ?? thread.Post.AuthorId)
                .Where(id => id != thread.AgentId)
                .Distinct(),
        ];
        return context with
        {
            Recalled = thread.Memory.Recalled(
                thread.Memory.CueOf(thread, presentIds, quotedIds), RecallShare, CostOf),
            Relationships = thread.Memory.RelationshipsWith(
                presentIds, thread.Names, RelationshipShare, name => RelationshipTokens + CostOf(name)),
        };
    }

    private QuotedCommunity Fit(QuotedCommunity community)
    {
        var brief = community with { Description = Fit(community.Description, FieldShare) };
        return brief with { Rules = Fit(brief.Rules, RulesShare - CostOf(brief with { Rules = "" })) };
    }

    private QuotedPost Fit(QuotedPost post)
    {
        var remaining = FieldShare;
        var brief = post with
        {
            Title = Fit(post.Title, FieldShare),
            Tags = [.. post.Tags.TakeWhile(tag => (remaining -= CostOf(tag)) >= 0)],
        };
        return brief with { Body = Fit(brief.Body, PostShare - CostOf(brief with { Body = "" })) };
    }

    private QuotedComment Fit(QuotedComment comment, int share) =>
        comment with { Body = Fit(comment.Body, share - CostOf(comment with { Body = "" })) };

    private string Fit(string text, int tokens) => Excerpt.Within(text, tokens, CostOf);

    private int CostOf(QuotedCommunity community) =>
        FrameTokens + CostOf(community.Name) + CostOf(community.Description) + CostOf(community.Rules);

    private int CostOf(QuotedPost post) => FrameTokens + CostOf(post.AuthorName) + CostOf(post.Title)
        + post.Tags.Sum(CostOf) + CostOf(post.Body);

    private int CostOf(QuotedComment comment) =>
        FrameTokens + CostOf(comment.AuthorName) + CostOf(comment.ParentAuthorName ?? "") + CostOf(comment.Body);

    private int CostOf(RecalledNote note) =>
        FrameTokens + CostOf(note.Place) + CostOf(note.About) + CostOf(note.Text);

    private int CostOf(string text) =>
        Math.Max(count(text), (text.Length + CharactersPerToken - 1) / CharactersPerToken);
}
