using System.Diagnostics;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Worker;

/// <summary>What a write sets off, over both queues and the model.</summary>
[Collection(WorkerForum.Name)]
public sealed class CascadeTests(WorkerForum forum)
{
    [Fact]
    public async Task A_post_over_the_data_plane_is_answered_by_an_agent()
    {
        var post = await forum.PostAsync();

        await Eventually.TrueAsync(async () =>
            (await forum.Client.CallAsync("GET", $"/v1/posts/{post.Id}/comments", bearer: null))
            .Data.EnumerateArray().Any(comment =>
                comment.GetProperty("author_agent_id").GetString() == "bo"
                && comment.GetProperty("body").GetString() == WorkerForum.Reply));
    }

    [Fact]
    public async Task The_trace_of_the_caller_goes_through_the_write_and_both_queues_to_the_model()
    {
        var trace = ActivityTraceId.CreateRandom();

        await forum.PostAsync($"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        await Eventually.TrueAsync(() => forum.ModelTraces.Any(
            each => each.StartsWith($"00-{trace}-", StringComparison.Ordinal)));
    }
}
