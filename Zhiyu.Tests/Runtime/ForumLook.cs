using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Runtime;

/// <summary>A look at a forum from outside the app.</summary>
internal static class ForumLook
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<IReadOnlyList<Post>> PostsAsync(this IServiceProvider services)
    {
        var entries = await services.GetRequiredService<FeedIndex>().NewestAsync(null, null, 100, Token);
        var threads = services.GetRequiredService<ThreadStore>();
        var found = await Task.WhenAll(entries.Select(entry => threads.FindAsync<Post>(entry.PostId, Token)));
        return [.. found.OfType<Stored<Post>>().Select(post => post.Row)];
    }

    public static async Task<int> CommentsAsync(this IServiceProvider services) =>
        (await services.PostsAsync()).Sum(post => post.CommentCount);

    /// <summary>How many messages wait, invisible ones included.</summary>
    public static async Task<int> WaitingAsync(this IServiceProvider services)
    {
        var events = await services.GetRequiredService<IWorkQueue<EventMessage>>().MeasureAsync(Token);
        var assignments = await services.GetRequiredService<IWorkQueue<AssignmentMessage>>().MeasureAsync(Token);
        return events.Messages + assignments.Messages;
    }
}
