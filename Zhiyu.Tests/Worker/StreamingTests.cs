using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Api.Streaming;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Worker;

/// <summary>An answer that does not end.</summary>
[Collection(WorkerForum.Name)]
public sealed class StreamingTests(WorkerForum forum)
{
    [Fact]
    public async Task An_event_arrives_while_the_stream_is_open()
    {
        using var stream = await OpenStream.OpenAsync(forum.Client);
        Assert.Equal("connected", (await stream.EventAsync()).Type);

        var post = await forum.PostAsync();

        // What other tests wrote a moment ago comes first.
        while ((await stream.EventAsync("POST_CREATED")).PostId != post.Id)
        {
        }

        Assert.Empty(stream.ContentHeaders.ContentEncoding);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_function()
    {
        using (var stream = await OpenStream.OpenAsync(forum.Client))
        {
            await stream.EventAsync();
            Assert.NotEqual(0, await ConnectedAsync());
        }

        await Eventually.TrueAsync(async () => await ConnectedAsync() == 0);
    }

    private async Task<int> ConnectedAsync()
    {
        var stats = await forum.Client.CallAsync("GET", "/v1/admin/runtime/stats", People.Token());
        return stats.Data.GetProperty("sse").GetProperty("connected_clients").GetInt32();
    }
}
