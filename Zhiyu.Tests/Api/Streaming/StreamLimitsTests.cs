using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Streaming;

/// <summary>What a stream may cost, and when it ends.</summary>
public sealed class StreamLimitsTests(AzuriteFixture azurite)
{
    // Well below what would end it anyway.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_that_has_nothing_to_say_says_that_it_is_there()
    {
        await using var app = await StreamApp.StartAsync(
            azurite.NewAccount(), options: stream => stream.Heartbeat = TimeSpan.FromMilliseconds(200));
        using var stream = await app.ConnectAsync();

        for (var beat = 0; beat < 3; beat++) Assert.Equal([""], (await stream.BlockAsync()).Keys);
    }

    [Fact]
    public async Task A_stream_ends_in_time_and_resumes_without_a_gap()
    {
        await using var app = await StreamApp.StartAsync(
            azurite.NewAccount(), new() { ["SSE_MAX_SECONDS"] = "1" });
        List<string> posts = [];
        List<string> told = [];
        var last = default(string);
        for (var life = 0; life < 3; life++)
        {
            using var stream = await app.OpenAsync(last);
            posts.Add(await app.PostAsync());
            while ((await stream.BlockAsync()) is { Count: > 0 } block)
            {
                last = block["id"];
                if (!block.ContainsKey("retry")) told.Add(block["data"]);
            }
        }

        using var rest = await app.OpenAsync(last);
        while (told.Count < posts.Count) told.Add((await rest.EventAsync("POST_CREATED")).Data.GetRawText());
        Assert.All(posts.Zip(told), each => Assert.Contains(each.First, each.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopping_host_ends_its_streams_at_once()
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount());
        using var stream = await app.ConnectAsync();

        app.Get<IHostApplicationLifetime>().StopApplication();

        await stream.EndAsync().WaitAsync(AtOnce, Token);
        await Eventually.TrueAsync(() => app.Connected == 0);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    public async Task Only_so_many_are_let_in_and_the_next_one_when_somebody_goes(string most)
    {
        await using var app = await StreamApp.StartAsync(azurite.NewAccount(), new() { ["SSE_MAX_CLIENTS"] = most });
        List<OpenStream> streams = [];
        for (var i = 0; i < int.Parse(most, System.Globalization.CultureInfo.InvariantCulture); i++)
            streams.Add(await app.ConnectAsync());

        using var refused = await app.Client.GetAsync("/v1/events/stream", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter!.Delta);
        Assert.Equal("SERVICE_UNAVAILABLE", (await ApiReply.OfAsync(refused)).Code);
        foreach (var stream in streams)
        {
            stream.Dispose();
            await Eventually.TrueAsync(() => app.Connected < streams.Count);
            using var next = await app.ConnectAsync();
            break;
        }
    }

    [Fact]
    public async Task Nothing_is_read_while_no_client_is_connected()
    {
        // The loop reads it too, once a minute, for the rankings.
        await using var app = await StreamApp.StartAsync(
            azurite.NewAccount(),
            new() { ["AzureWebJobs.RuntimeLoop.Disabled"] = "true" },
            services: added => added.AddWatchedStream());
        var watched = app.Get<WatchedStream>();
        await app.PostAsync();
        Assert.Equal(0, watched.Reads);
        using (var stream = await app.ConnectAsync())
            await Eventually.TrueAsync(() => watched.Reads > 3);

        await Eventually.TrueAsync(() => app.Connected == 0);
        var reads = watched.Reads;
        // Takes as long as many intervals.
        for (var i = 0; i < 10; i++) await app.PostAsync();

        Assert.Equal(reads, watched.Reads);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_is_cut_off_and_delays_no_others()
    {
        await using var app = await StreamApp.StartAsync(
            azurite.NewAccount(),
            options: stream => stream.WriteTimeout = TimeSpan.FromSeconds(1),
            services: added => added
                .AddSingleton<FloodedStream>()
                .AddSingleton(app => new ForumStream(new OneTable(app.GetRequiredService<FloodedStream>())))
                // The local host's own limit, which the platform has not.
                .Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MinResponseDataRate = null));
        var postId = await app.PostAsync();
        app.Get<FloodedStream>().PostId = postId;
        var anHourAgo = StreamPosition.Of(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(IPAddress.Loopback, app.Client.BaseAddress!.Port, Token);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes($"GET /v1/events/stream HTTP/1.1\r\nHost: h\r\nLast-Event-ID: {anHourAgo}\r\n\r\n"),
            Token);
        await Eventually.TrueAsync(() => app.Connected == 1);

        using var other = await app.ConnectAsync(anHourAgo);
        Assert.Equal(postId, (await other.EventAsync()).PostId);
        other.Dispose();

        await Eventually.TrueAsync(() => app.Connected == 0);
    }

    /// <summary>Something happens ten thousand times a millisecond.</summary>
    private sealed class FloodedStream() : ForwardingTable(new MemoryTable())
    {
        public string PostId { get; set; } = "";

        public override Task<IReadOnlyList<Stored<TRow>>> RangeAsync<TRow>(
            KeyRange range, int? take, CancellationToken cancellationToken)
        {
            var next = StreamPosition.TimeOf(range.After);
            return Task.FromResult<IReadOnlyList<Stored<TRow>>>(
                [.. Enumerable.Range(1, take!.Value).Select(tick => Row<TRow>(next.AddTicks(tick)))]);
        }

        private Stored<TRow> Row<TRow>(DateTimeOffset at) => new((TRow)(object)new StreamRow(
            new StreamEntry(
                Ids.Event(PostId, StreamPosition.Of(at)), ForumEventType.VoteUpserted, PostId, "philosophy", at),
            at), "1");
    }
}
