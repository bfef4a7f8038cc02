using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Worker;

/// <summary>What is refused and what fails, on its way through the middleware.</summary>
[Collection(WorkerForum.Name)]
public sealed class ErrorTests(WorkerForum forum)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fault_of_a_function_is_answered_with_a_trace_id_and_nothing_of_the_inside()
    {
        var post = await forum.PostAsync();
        await using var broken = await BrokenRow.OfAsync(forum.Account, post.Id);

        var reply = await forum.Client.CallAsync("GET", $"/v1/posts/{post.Id}", bearer: null);

        Assert.Equal((500, "INTERNAL_ERROR"), (reply.Status, reply.Code));
        Assert.Equal("application/json; charset=utf-8", reply.ContentType);
        Assert.NotEmpty(reply.TraceId!);
        Assert.DoesNotContain("Json", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("broken", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_on_the_way_to_a_function_is_answered_like_its_own()
    {
        // To admit a writer, the nonce of its token is written.
        var nonces = new TableClient(forum.Account, NonceStore.Table);
        await nonces.DeleteAsync(Token);
        try
        {
            var reply = await WorkerForum.SendPostAsync(forum.Client);

            Assert.Equal((500, "INTERNAL_ERROR"), (reply.Status, reply.Code));
            Assert.Equal("application/json; charset=utf-8", reply.ContentType);
        }
        finally
        {
            await nonces.CreateIfNotExistsAsync(Token);
        }
    }

    [Fact]
    public async Task Who_is_refused_does_not_come_to_the_function()
    {
        var refused = await forum.Client.CallAsync("PUT", "/v1/admin/runtime", bearer: null, """{"enabled":false}""");

        Assert.Equal((401, "UNAUTHORIZED"), (refused.Status, refused.Code));
        Assert.Equal("application/json; charset=utf-8", refused.ContentType);
        var stats = await forum.Client.CallAsync("GET", "/v1/admin/runtime/stats", People.Token());
        Assert.True(stats.Data.GetProperty("runtime").GetProperty("running").GetBoolean());
    }

    [Theory]
    [InlineData("GET", "/v1/feed?limit=0", 400)]
    [InlineData("GET", "/v1/admin/audit", 401)]
    [InlineData("GET", "/v1/posts/nothing", 404)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("GET", null, 500)]
    public async Task The_trace_id_of_an_error_is_that_of_the_caller_s_trace(string method, string? path, int status)
    {
        var post = path is null ? await forum.PostAsync() : null;
        await using var broken = post is null ? null : await BrokenRow.OfAsync(forum.Account, post.Id);
        path ??= $"/v1/posts/{post!.Id}";

        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        using var response = await forum.Client.SendAsync(request, Token);

        var reply = await ApiReply.OfAsync(response);
        Assert.Equal((status, $"{trace}"), (reply.Status, reply.TraceId));
    }

    [Theory]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("HEAD", "/v1/nothing")]
    [InlineData("GET", "/v1")]
    [InlineData("DELETE", "/v1/feed")]
    public async Task What_the_api_has_not_is_no_page_but_an_error(string method, string path)
    {
        var reply = await forum.Client.CallAsync(method, path, bearer: null);

        Assert.Equal((404, "application/json; charset=utf-8"), (reply.Status, reply.ContentType));
        Assert.Equal(method == "HEAD" ? "" : "NOT_FOUND", method == "HEAD" ? reply.Text : reply.Code);
    }

    /// <summary>A post whose row cannot be read, as by a fault of ours; mended for the tests that come after.</summary>
    private sealed class BrokenRow(TableClient table, TableEntity row, object json) : IAsyncDisposable
    {
        private const string Json = "Json";

        public static async Task<BrokenRow> OfAsync(string account, string postId)
        {
            var table = new TableClient(account, ThreadStore.Table);
            TableEntity post = await table.GetEntityAsync<TableEntity>(postId, "post", cancellationToken: Token);
            var broken = new BrokenRow(table, post, post[Json]);
            await broken.PutAsync("broken");
            return broken;
        }

        public async ValueTask DisposeAsync() => await PutAsync(json);

        private Task PutAsync(object value)
        {
            row[Json] = value;
            return table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Token);
        }
    }
}
