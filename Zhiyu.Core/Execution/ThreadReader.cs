using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Execution;

/// <summary>Reads for an agent: two storage transactions, a third when it answers a comment further back.</summary>
internal sealed class ThreadReader(
    IThreadStore threads, ForumDirectory directory, IOptions<ExecutionOptions> options, TimeProvider clock)
{
    public async Task<Reading> ReadAsync(Run run, CancellationToken cancellationToken)
    {
        var agent = await directory.AgentAsync(run.AgentId, cancellationToken);
        if (agent is not { Status: AgentStatus.Active }) return new Reading.Nothing("the agent is not active");
        if (await directory.CommunityAsync(run.CommunityId, cancellationToken) is not { } community)
            return new Reading.Nothing("the community is gone");
        if (await threads.FindAsync<Post>(run.ThreadId, cancellationToken) is not { Row.IsReadable: true } post)
            return new Reading.Nothing("the post is withheld");

        var comments = await NewestAsync(post.Row, cancellationToken);
        var target = await TargetAsync(run, comments, cancellationToken);
        if (run.TargetId is not null && target is null) return new Reading.Nothing("the comment is withheld");

        var names = (await directory.AgentsAsync(cancellationToken)).ToDictionary(a => a.Id, a => a.DisplayName);
        var configuration = agent.ConfigurationAt(clock.GetUtcNow());
        return new Reading.Thread(post, configuration.Version, new ReplyContext(
            configuration.Persona,
            new QuotedCommunity(community.Name, community.Description, string.Join('\n', community.Rules)),
            Quote(post.Row, NameOf(post.Row)),
            [.. comments.Select(comment => Quote(comment, NameOf(comment)))],
            target is null ? null : Quote(target, NameOf(target))));

        string NameOf(Content content) => names.GetValueOrDefault(content.AuthorId, content.AuthorId);
    }

    private async Task<IReadOnlyList<Comment>> NewestAsync(Post post, CancellationToken cancellationToken)
    {
        if (post.LastSequence == 0) return [];
        var length = options.Value.ThreadLength;
        var comments = await threads.CommentsAfterAsync(
            post.Id, Math.Max(0, post.LastSequence - length), length, cancellationToken);
        var readable = comments.Where(comment => comment.IsReadable).Reverse();
        var room = options.Value.ThreadCharacters;
        return [.. readable.TakeWhile(comment => (room -= QuotedLength(comment)) >= 0).Reverse()];
    }

    private async Task<Comment?> TargetAsync(
        Run run, IReadOnlyList<Comment> newest, CancellationToken cancellationToken)
    {
        if (run.TargetId is null) return null;
        var target = newest.FirstOrDefault(comment => comment.Id == run.TargetId)
            ?? (await threads.FindAsync<Comment>(run.TargetId, cancellationToken))?.Row;
        return target is { IsReadable: true } ? target : null;
    }

    private int QuotedLength(Comment comment) => Math.Min(comment.Body.Length, options.Value.CommentCharacters);

    private QuotedPost Quote(Post post, string author) => new(
        post.Id, author, post.Title, Excerpt.Of(post.Body, options.Value.PostCharacters), post.Tags, post.CreatedAt);

    private QuotedComment Quote(Comment comment, string author) => new(
        comment.Id,
        comment.ParentId,
        author,
        Excerpt.Of(comment.Body, options.Value.CommentCharacters),
        comment.CreatedAt);
}
