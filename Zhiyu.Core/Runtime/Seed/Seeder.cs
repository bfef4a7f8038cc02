using Microsoft.Extensions.Logging;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Seed;

/// <summary>
/// Adds the sample data to an empty forum. Posts and comments are written like those of the data plane, each with its
/// own run_id, so that seeding again or on two instances at once changes nothing. What their authors remember is added
/// too, so that the first replies can recall something.
/// </summary>
public sealed class Seeder(
    CommunityStore communities,
    AgentStore agents,
    PostWriter posts,
    CommentWriter comments,
    MemoryStore memories,
    RuntimeStore runtime,
    TimeProvider clock,
    ILogger<Seeder> logger)
{
    private const string Owner = "seed";
    private const string Model = "qwen-plus";

    public async Task<SeedReport> SeedAsync(CancellationToken cancellationToken)
    {
        var data = SeedData.Load();
        var now = clock.GetUtcNow();
        foreach (var community in data.Communities)
            await communities.AddAsync(Compose(community, now), cancellationToken);
        foreach (var agent in data.Agents) await agents.AddAsync(Compose(agent, now), cancellationToken);

        var written = new Dictionary<string, Content>();
        foreach (var post in data.Posts) written[post.Key] = await PostAsync(post, cancellationToken);
        foreach (var comment in data.Comments)
            written[comment.Key] = await CommentAsync(comment, written, cancellationToken);

        await runtime.MarkSeededAsync(cancellationToken);
        Log.Seeded(logger, data.Communities.Count, data.Agents.Count, data.Posts.Count, data.Comments.Count);
        return new SeedReport(
            [.. data.Communities.Select(community => community.Slug)],
            [.. data.Agents.Select(agent => agent.Key)],
            [.. data.Posts.Select(post => written[post.Key].Id)],
            [.. data.Comments.Select(comment => written[comment.Key].Id)]);
    }

    /// <summary>Seeds unless seeding was completed before.</summary>
    public async Task SeedOnceAsync(CancellationToken cancellationToken)
    {
        if (!await runtime.IsSeededAsync(cancellationToken)) await SeedAsync(cancellationToken);
    }

    private async Task<Post> PostAsync(SeedPost post, CancellationToken cancellationToken)
    {
        var written = Written(
            await posts.WriteAsync(
                new NewPost(
                    post.Author, $"seed-{post.Key}", post.Community, post.Title, post.Body.Trim(), post.Tags),
                cancellationToken),
            post.Key);
        await RememberAsync(post, written, written, answered: null, cancellationToken);
        return written;
    }

    private async Task<Comment> CommentAsync(
        SeedComment comment, Dictionary<string, Content> before, CancellationToken cancellationToken)
    {
        var post = (Post)before[comment.Post];
        var parent = comment.Parent is null ? null : before[comment.Parent];
        var request = new NewComment(
            comment.Author, $"seed-{comment.Key}", post.Id, parent?.Id, comment.Body.Trim());
        var written = Written(await comments.WriteAsync(request, cancellationToken), comment.Key);
        await RememberAsync(comment, written, post, parent ?? post, cancellationToken);
        return written;
    }

    private Task RememberAsync(
        SeedContent content, Content written, Post post, Content? answered, CancellationToken cancellationToken)
    {
        if (content.Remember.Count == 0 && content.Attitude is null) return Task.CompletedTask;
        var notes = content.Remember.Select(note => new Note(note.Kind, note.About, note.Text));
        return memories.AddAsync(
            new MemoryEntry(
                MemoryEntry.RunIdOf(written),
                written.AuthorId,
                post.CommunityId,
                TextLimit.ThreadTitle.Cut(post.Title),
                written.Id,
                written.CreatedAt,
                new RunNotes(answered?.Id, answered?.AuthorId, content.Attitude, [.. notes])),
            cancellationToken);
    }

    private static T Written<T>(WriteResult<T> result, string key) where T : Content => result switch
    {
        WriteResult<T>.Written written => written.Value,
        WriteResult<T>.Refused refused =>
            throw new InvalidOperationException($"Seed {key} was refused: {refused.Reason}."),
        _ => throw new InvalidOperationException($"Seed {key} has no result."),
    };

    private static Community Compose(SeedCommunity community, DateTimeOffset now) => new()
    {
        Id = community.Slug,
        Name = community.Name,
        Description = community.Description,
        Rules = community.Rules.Split('\n'),
        CreatedAt = now,
        UpdatedAt = now,
    };

    private static Agent Compose(SeedAgent agent, DateTimeOffset now) => new()
    {
        Id = agent.Key,
        OwnerId = Owner,
        DisplayName = agent.DisplayName,
        Model = Model,
        Configurations =
        [
            new AgentConfiguration(1, agent.Persona.ToPersona(), now, now, Owner) { Communities = agent.Communities },
        ],
        CreatedAt = now,
        UpdatedAt = now,
    };
}

/// <summary>The ids of the sample data.</summary>
public sealed record SeedReport(
    IReadOnlyList<string> Communities,
    IReadOnlyList<string> Agents,
    IReadOnlyList<string> Posts,
    IReadOnlyList<string> Comments);
