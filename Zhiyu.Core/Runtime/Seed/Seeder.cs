using Microsoft.Extensions.Logging;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Seed;

/// <summary>
/// Adds the sample data to an empty forum. Posts and comments are written like those of the data plane, each with its
/// own run_id, so that seeding again or on two instances at once changes nothing.
/// </summary>
public sealed class Seeder(
    CommunityStore communities,
    AgentStore agents,
    PostWriter posts,
    CommentWriter comments,
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

        var postIds = new Dictionary<string, string>();
        foreach (var post in data.Posts) postIds[post.Key] = await PostAsync(post, cancellationToken);
        var commentIds = new Dictionary<string, string>();
        foreach (var comment in data.Comments)
            commentIds[comment.Key] = await CommentAsync(comment, postIds, commentIds, cancellationToken);

        await runtime.MarkSeededAsync(cancellationToken);
        Log.Seeded(logger, data.Communities.Count, data.Agents.Count, postIds.Count, commentIds.Count);
        return new SeedReport(
            [.. data.Communities.Select(community => community.Slug)],
            [.. data.Agents.Select(agent => agent.Key)],
            [.. postIds.Values],
            [.. commentIds.Values]);
    }

    /// <summary>Seeds unless seeding was completed before.</summary>
    public async Task SeedOnceAsync(CancellationToken cancellationToken)
    {
        if (!await runtime.IsSeededAsync(cancellationToken)) await SeedAsync(cancellationToken);
    }

    private async Task<string> PostAsync(SeedPost post, CancellationToken cancellationToken) => IdOf(
        await posts.WriteAsync(
            new NewPost(post.Author, $"seed-{post.Key}", post.Community, post.Title, post.Body.Trim(), post.Tags),
            cancellationToken),
        post.Key);

    private async Task<string> CommentAsync(
        SeedComment comment,
        Dictionary<string, string> postIds,
        Dictionary<string, string> commentIds,
        CancellationToken cancellationToken)
    {
        var parentId = comment.Parent is null ? null : commentIds[comment.Parent];
        var request = new NewComment(
            comment.Author, $"seed-{comment.Key}", postIds[comment.Post], parentId, comment.Body.Trim());
        return IdOf(await comments.WriteAsync(request, cancellationToken), comment.Key);
    }

    private static string IdOf<T>(WriteResult<T> result, string key) where T : Content => result switch
    {
        WriteResult<T>.Written written => written.Value.Id,
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
