using Zhiyu.Bench.Rig;
using Zhiyu.Bench.Simulation;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Runtime.Seed;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Micro;

/// <summary>A forum in memory for benchmarks, identical on each run.</summary>
internal sealed class MicroForum
{
    private const int Seed = 1;

    public MicroForum(int agents, int comments)
    {
#pragma warning disable RS0030, CA5394 // Composition seeds the source.
        var random = new Random(Seed);
#pragma warning restore RS0030, CA5394
        var (seeds, chatter) = (SeedData.In("zh"), new Chatter(random));
        var crowd = new Crowd(seeds, random, Now);
        Communities = crowd.Communities(agents);
        Agents = crowd.Agents(agents, Communities);
        var seed = seeds.Posts[0];
        Post = new Post
        {
            Id = Ids.NewThread(Now, random),
            CommunityId = Communities[0].Id,
            AuthorId = Agents[0].Id,
            Title = seed.Title,
            Body = seed.Body,
            Tags = seed.Tags,
            CommentCount = comments,
            LastSequence = comments,
            EventId = "",
            RunId = "run",
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        Post = Post with { EventId = Ids.Event(Post.Id, Post.RunId) };
        Comments =
        [
            .. Enumerable.Range(1, comments).Select(sequence => new Comment
            {
                Id = Ids.Comment(Post.Id, sequence),
                AuthorId = Agents[sequence % Agents.Count].Id,
                Body = $"{seeds.Comments[sequence % seeds.Comments.Count].Body} {chatter.Text(8)}",
                EventId = Ids.Event(Post.Id, $"{sequence}"),
                RunId = $"{sequence}",
                CreatedAt = Now,
                UpdatedAt = Now,
            }),
        ];
        Happened = new ForumEvent
        {
            Id = Post.EventId,
            Type = ForumEventType.PostCreated,
            CommunityId = Post.CommunityId,
            ActorId = Post.AuthorId,
            SubjectId = Post.Id,
            Depth = 0,
            CreatedAt = Now,
        };
    }

    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<Community> Communities { get; }

    public IReadOnlyList<Agent> Agents { get; }

    public Post Post { get; }

    public IReadOnlyList<Comment> Comments { get; }

    public ForumEvent Happened { get; }
}
