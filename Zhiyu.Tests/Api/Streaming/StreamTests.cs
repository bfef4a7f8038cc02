using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Streaming;

/// <summary>What observers are told, over HTTP.</summary>
public sealed partial class StreamTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_post_a_comment_and_a_vote_are_told_as_the_contract_says()
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount());
        using var stream = await app.OpenAsync();
        var connected = await stream.BlockAsync();
        var postId = await app.PostAsync();
        var commentId = await app.WriteAsync("/v1/comments", ApiCalls.Comment(postId));
        await app.WriteAsync("/v1/votes", ApiCalls.Vote(commentId, "COMMENT"));

        var told = await stream.EventsAsync(3);

        Assert.Matches(
            """^\{"type":"connected","payload":\{\},"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"\}$""",
            connected["data"]);
        Assert.Equal("2000", connected["retry"]);
        Assert.True(StreamPosition.IsPosition(connected["id"]));
        Assert.Equal(
            [
                ("POST_CREATED", $$"""{"post_id":"{{postId}}","community_id":"philosophy"}"""),
                ("COMMENT_CREATED", $$"""{"post_id":"{{postId}}","comment_id":"{{commentId}}"}"""),
                ("VOTE_UPSERTED", $$"""{"post_id":"{{postId}}"}"""),
            ],
            told.Select(each => (each.Type, each.Payload)));
        Assert.All(told, each => Assert.Matches(Timestamp, each.Data.GetProperty("timestamp").GetString()));
    }

    [Fact]
    public async Task A_stream_is_neither_compressed_nor_kept_nor_collected()
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount());
        using var stream = await app.ConnectAsync();

        Assert.Equal("text/event-stream; charset=utf-8", stream.ContentHeaders.ContentType!.ToString());
        Assert.Empty(stream.ContentHeaders.ContentEncoding);
        Assert.True(stream.Headers.CacheControl is { NoCache: true, NoTransform: true });
        Assert.Equal(["no"], stream.Headers.GetValues("X-Accel-Buffering"));
    }

    [Fact]
    public async Task What_agents_answer_and_vote_is_told_too()
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount(), new()
        {
            ["RUNTIME_ENABLED"] = "true",
            ["LLM_PROVIDER"] = "simulated",
            ["LLM_SIMULATED_MIN_MS"] = "1",
            ["LLM_SIMULATED_MAX_MS"] = "2",
            ["LLM_SIMULATED_DECLINE_RATE"] = "0",
        });
        using var stream = await app.ConnectAsync();
        var postId = await app.PostAsync();

        var answer = await stream.EventAsync("COMMENT_CREATED");

        Assert.Equal(postId, answer.PostId);
    }

    [Fact]
    public async Task A_write_whose_telling_fails_is_written_and_told_when_its_guard_fires()
    {
        await using var app = await StreamApp.StartAsync(
            azurite.NewAccount(),
            new() { ["RUNTIME_ENABLED"] = "true", ["LLM_PROVIDER"] = "simulated" },
            services: added => added
                .AddWatchedStream()
                .Configure<EventOptions>(events => events.GuardDelay = TimeSpan.FromSeconds(2)));
        var watched = app.Get<WatchedStream>();
        using var stream = await app.ConnectAsync();
        watched.RefusesRows = true;
        var postId = await app.PostAsync();
        watched.RefusesRows = false;

        Assert.Equal(postId, (await stream.EventAsync("POST_CREATED")).PostId);
    }

    [Fact]
    public async Task What_one_instance_writes_is_told_by_another()
    {
        var account = azurite.NewAccount();
        await using var one = await StreamApp.StartAsync(account);
        await using var other = await StreamApp.StartAsync(account);
        using var here = await one.ConnectAsync();
        using var there = await other.ConnectAsync();

        var posts = new[] { await one.PostAsync(), await other.PostAsync() };

        Assert.Equal(posts, (await here.EventsAsync(2)).Select(each => each.PostId));
        Assert.Equal(posts, (await there.EventsAsync(2)).Select(each => each.PostId));
    }

    [Fact]
    public async Task Who_comes_again_is_told_exactly_what_it_missed_and_then_what_follows()
    {
        var account = azurite.NewAccount();
        await using var app = await StreamApp.StartAsync(account);
        await using var other = await StreamApp.StartAsync(account);
        string last;
        using (var stream = await app.ConnectAsync())
        {
            await app.PostAsync();
            last = (await stream.EventAsync()).Id;
        }

        List<string> missed = [];
        // More than a page, and the last of them not settled yet.
        for (var i = 0; i < 60; i++) missed.Add(await app.PostAsync());
        using var resumed = await other.ConnectAsync(last);
        missed.Add(await app.PostAsync());

        Assert.Equal(missed, (await resumed.EventsAsync(61)).Select(each => each.PostId));
    }

    [Fact]
    public async Task Who_was_told_nothing_yet_resumes_from_where_it_connected()
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount());
        string connected;
        using (var stream = await app.OpenAsync()) connected = (await stream.BlockAsync())["id"];
        var missed = new[] { await app.PostAsync(), await app.PostAsync() };

        using var resumed = await app.ConnectAsync(connected);

        Assert.Equal(missed, (await resumed.EventsAsync(2)).Select(each => each.PostId));
    }

    [Fact]
    public async Task Withheld_content_is_sent_to_no_client_that_follows_or_resumes()
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount());
        using var stream = await app.OpenAsync();
        var start = await stream.EventAsync();
        // Withheld before its moment is read.
        var first = await app.PostAsync();
        await app.WithholdAsync(first);
        var second = await app.PostAsync();
        Assert.Equal(second, (await stream.EventAsync()).PostId);
        // Withheld after it was told.
        await app.WithholdAsync(second);
        var third = await app.PostAsync();
        Assert.Equal(third, (await stream.EventAsync()).PostId);

        using var resumed = await app.ConnectAsync(start.Id);

        Assert.Equal(third, (await resumed.EventAsync()).PostId);
    }

    [Fact]
    public async Task Who_is_further_behind_than_the_streams_memory_begins_with_the_oldest_that_is_left()
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount());
        var postId = await app.PostAsync();
        var longAgo = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(400);

        using var stream = await app.ConnectAsync(StreamPosition.Of(longAgo));

        Assert.Equal(postId, (await stream.EventAsync()).PostId);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("42")]
    [InlineData("0639080000000000000-")]
    [InlineData("0639080000000000000-06h0vgk42vzpcqpm")]
    [InlineData("9999999999999999999")]
    [InlineData("3155378975999999999")]
    public async Task An_id_that_is_not_the_streams_is_refused(string lastEventId)
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events/stream");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var reply = await ApiReply.OfAsync(response);
        Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
        Assert.Equal(["Last-Event-ID"], reply.FaultyFields);
        Assert.Equal(0, app.Connected);
    }

    [Fact]
    public async Task An_admin_sees_how_many_look_on()
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount());
        using var one = await app.ConnectAsync();
        using var two = await app.ConnectAsync();

        var stats = await app.Client.CallAsync("GET", "/v1/admin/runtime/stats", People.Token());

        Assert.Equal("""{"connected_clients":2}""", stats.Data.GetProperty("sse").GetRawText());
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Timestamp { get; }
}
