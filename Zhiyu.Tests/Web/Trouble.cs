using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Web;

/// <summary>Something for each list of an admin's pages; taken away again for the next test.</summary>
internal sealed class Trouble : IAsyncDisposable
{
    private const string Strange = "不是我们的消息";

    private readonly WorkingForum _forum;
    private readonly string _postId;

    private Trouble(WorkingForum forum, string postId) => (_forum, _postId) = (forum, postId);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Trouble> MakeAsync(WorkingForum forum)
    {
        var id = await forum.PostAsync("留一个信箱", "想接着谈的，来信 yuzhou@b.example，我**每天**都看。");
        var post = (await forum.Get<ThreadStore>().FindAsync<Post>(id, Token))!.Row;
        await forum.Get<PoisonStore>().RecordAsync(
            Poison.OfEvent(post.EventId, "it could not be decided 5 times", post.CreatedAt), Token);
        await forum.Get<PoisonMessageProcessor>().RecordAsync(EventMessage.Queue, Strange, Token);
        return new Trouble(forum, id);
    }

    public async ValueTask DisposeAsync()
    {
        var order = $$"""{"action":"reject","target_type":"post","target_id":"{{_postId}}","reason":"留了联系方式"}""";
        await _forum.Client.CallAsync("POST", "/v1/admin/moderation/actions", People.Token(), order);
        await _forum.Client.CallAsync("POST", "/v1/admin/poison/redrive", People.Token());
        var id = Poison.OfMessage(EventMessage.Queue, Strange, "", default).Id;
        await _forum.Client.CallAsync(
            "POST", "/v1/admin/poison/remove", People.Token(), $$"""{"ids":["{{id}}"]}""");
    }
}
