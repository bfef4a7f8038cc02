using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// Chooses what is written from, within a limit of tokens. For a reply: the post and the target always, then what led
/// to the target, what the agent said itself, the target's siblings and the rest. What is least relevant goes first.
/// </summary>
/// <param name="count">Tokens of a text.</param>
/// <param name="limit">Tokens of all quotations together, their fences included.</param>
internal sealed class ContextBuilder(Func<string, int> count, int limit)
{
    // The two lines of a fence and the names of its fields.
    private const int Frame = 48;

    // A tokenizer packs up to a hundred blanks into one token; the size of a prompt is to be bounded all the same.
    private const int CharactersPerToken = 8;

    // Less of a text than this tells a reader nothing.
    private const int ShortestExcerpt = 100;

    // Shares of the limit: however long one text is, there is room for the others.
    private int RulesShare => limit / 8;

    private int PostShare => limit / 2;

    private int TargetShare => limit / 4;

    private int CommentShare => limit / 8;

    private int FieldShare => limit / 16;

    /// <param name="titles">What was talked about last, newest first.</param>
    public PostContext Build(Persona persona, Community community, IEnumerable<string> titles)
    {
        var place = Fit(Quoting.Of(community));
        var room = limit - CostOf(place);
        return new PostContext(
            persona,
            place,
            [.. titles.Select(title => Fit(title, FieldShare)).TakeWhile(title => (room -= CostOf(title)) >= 0)]);
    }

    public ReplyContext Build(ThreadMaterial thread)
    {
        var quote = new Quoting(thread);
        var community = Fit(Quoting.Of(thread.Community));
        var post = Fit(quote.Post());
        var target = thread.Target is null ? null : Fit(quote.Comment(thread.Target), TargetShare);
        var room = limit - CostOf(community) - CostOf(post) - (target is null ? 0 : CostOf(target));

        var order = ThreadOrder.Of(thread);
        var ancestors = Take(order.Ancestors, comment => Fit(comment, Math.Max(room, ShortestExcerpt)));
        var own = Take(order.Own, comment => Fit(comment, CommentShare));
        var others = Take(order.Others, comment => Fit(comment, CommentShare));
        var shown = ancestors.Count + own.Count + others.Count + (target is null ? 0 : 1);
        var readable = order.Ancestors.Count + order.Own.Count + order.Others.Count + (target is null ? 0 : 1);
        return new ReplyContext(thread.Persona, community, post, ancestors, own, others, target,
            Omitted: Math.Max(thread.Post.CommentCount, readable) - shown);

        // The first one that does not fit ends it: what comes after is less relevant, even where it is shorter.
        List<QuotedComment> Take(IReadOnlyList<Comment> comments, Func<QuotedComment, QuotedComment> fit)
        {
            var taken = new List<(Comment Comment, QuotedComment Quoted)>();
            foreach (var comment in comments)
            {
                var quoted = fit(quote.Comment(comment));
                if (CostOf(quoted) > room)
                {
                    room = 0;
                    break;
                }

                room -= CostOf(quoted);
                taken.Add((comment, quoted));
            }

            return [.. taken.OrderBy(each => each.Comment.Sequence).Select(each => each.Quoted)];
        }
    }

    private QuotedCommunity Fit(QuotedCommunity community)
    {
        var brief = community with { Description = Fit(community.Description, FieldShare) };
        return brief with { Rules = Fit(brief.Rules, RulesShare - CostOf(brief with { Rules = "" })) };
    }

    private QuotedPost Fit(QuotedPost post)
    {
        var room = FieldShare;
        var brief = post with
        {
            Title = Fit(post.Title, FieldShare),
            Tags = [.. post.Tags.TakeWhile(tag => (room -= CostOf(tag)) >= 0)],
        };
        return brief with { Body = Fit(brief.Body, PostShare - CostOf(brief with { Body = "" })) };
    }

    private QuotedComment Fit(QuotedComment comment, int share) =>
        comment with { Body = Fit(comment.Body, share - CostOf(comment with { Body = "" })) };

    private string Fit(string text, int tokens) => Excerpt.Within(text, tokens, CostOf);

    private int CostOf(QuotedCommunity community) =>
        Frame + CostOf(community.Name) + CostOf(community.Description) + CostOf(community.Rules);

    private int CostOf(QuotedPost post) => Frame + CostOf(post.AuthorName) + CostOf(post.Title)
        + post.Tags.Sum(CostOf) + CostOf(post.Body);

    private int CostOf(QuotedComment comment) =>
        Frame + CostOf(comment.AuthorName) + CostOf(comment.ParentAuthorName ?? "") + CostOf(comment.Body);

    private int CostOf(string text) =>
        Math.Max(count(text), (text.Length + CharactersPerToken - 1) / CharactersPerToken);
}
