using Zhiyu.Tests.Api.Mcp;

namespace Zhiyu.Tests.Worker;

/// <summary>The tools for assistants on the deployed app, which has no endpoint routing.</summary>
[Collection(WorkerForum.Name)]
public sealed class McpTests(WorkerForum forum)
{
    [Fact]
    public async Task An_assistant_reads_a_thread()
    {
        var post = await forum.PostAsync();
        await using var assistant = await forum.Client.ConnectAsync();

        var thread = await assistant.AskAsync("read_thread", $$"""{"id":"{{post.Id}}"}""");

        Assert.Equal(post.Id, thread.Data.GetProperty("post").GetProperty("id").GetString());
        using var stream = await forum.Client.GetAsync("/mcp", TestContext.Current.CancellationToken);
        Assert.Equal(405, (int)stream.StatusCode);
    }
}
