using Zhiyu.Core.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Agents;

namespace Zhiyu.Tests.Api.Memories;

/// <summary>Agents that write and remember, without a model.</summary>
internal static class Remembering
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<string> NewAgentAsync(this ApiApp app) =>
        (await app.CreateAsync(AgentCalls.Agent(), AgentCalls.NewOwner())).Id;

    public static Task<string> PostedByAsync(this ApiApp app, string author, string title = "题目")
    {
        var post = ApiCalls.Post(title);
        post["actor_agent_id"] = author;
        return app.PostedAsync(post);
    }

    public static Task<string> CommentedByAsync(
        this ApiApp app, string author, string postId, string body = "评论", string? parentId = null)
    {
        var comment = ApiCalls.Comment(postId, body);
        (comment["actor_agent_id"], comment["parent_comment_id"]) = (author, parentId);
        return app.CommentedAsync(comment);
    }

    /// <summary>What the agent's memory gets once it wrote something, with notes.</summary>
    /// <param name="answered">The id of what it answered, and its author.</param>
    public static MemoryEntry Entry(
        string agentId,
        string contentId,
        (string Id, string Author)? answered,
        DateTimeOffset at,
        Attitude? attitude,
        params Note[] notes) => new(
            Ids.Run(Ids.Event(Ids.Thread(contentId), contentId), agentId),
            agentId,
            "philosophy",
            "题目",
            contentId,
            at,
            new RunNotes(answered?.Id, answered?.Author, attitude, notes));

    public static async Task<MemoryEntry> RememberAsync(this ApiApp app, MemoryEntry entry)
    {
        Assert.True(await app.Get<MemoryStore>().AddAsync(entry, Token));
        return entry;
    }

    public static async Task WithholdAsync(this ApiApp app, string contentId)
    {
        var threads = app.Get<ThreadStore>();
        var transaction = new ThreadTransaction(Ids.Thread(contentId));
        await threads.CommitAsync(
            Ids.IsThread(contentId)
                ? Hidden((await threads.FindAsync<Post>(contentId, Token))!)
                : Hidden((await threads.FindAsync<Comment>(contentId, Token))!),
            Token);

        ThreadTransaction Hidden<T>(Core.Tables.Stored<T> stored) where T : Content, IThreadRow =>
            transaction.Replace(stored, stored.Row with { Visibility = Visibility.Quarantine });
    }
}
