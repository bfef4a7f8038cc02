using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Api.Health;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution.Llm;
using Zhiyu.Core.Forum;

namespace Zhiyu.Tests.Api;

public sealed class HealthTests(ApiApp app) : IClassFixture<ApiApp>
{
    private readonly ICommunityStore _communities = Substitute.For<ICommunityStore>();
    private readonly IWorkQueue<EventMessage> _events = Substitute.For<IWorkQueue<EventMessage>>();
    private readonly IDegradationSource _degradation = Substitute.For<IDegradationSource>();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task The_app_says_how_it_is()
    {
        var health = (await app.GetAsync("/v1/health")).Data;

        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.True(health.GetProperty("uptime").GetInt64() >= 0);
        Assert.Equal(
            """{"storage":{"state":"ok"},"queues":{"state":"ok"},"llm":""" +
            """{"state":"not_configured","provider":"none","model":"","simulated":false}}""",
            health.GetProperty("dependencies").GetRawText());
    }

    [Fact]
    public async Task A_simulated_writer_is_called_one()
    {
        var llm = (await ReadAsync(Ask())).GetProperty("dependencies").GetProperty("llm");

        Assert.Equal("simulated", llm.GetProperty("provider").GetString());
        Assert.True(llm.GetProperty("simulated").GetBoolean());
    }

    [Fact]
    public async Task Storage_that_never_answers_is_waited_for_two_seconds()
    {
        _communities.ListAsync(Arg.Any<CancellationToken>())
            .Returns(new TaskCompletionSource<IReadOnlyList<Community>>().Task);
        var asked = Ask();
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(asked.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(0.2));
        var health = await ReadAsync(asked);

        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Equal("unavailable", State(health, "storage"));
        Assert.Equal("ok", State(health, "queues"));
    }

    [Fact]
    public async Task A_queue_that_fails_is_unavailable()
    {
        _events.MeasureAsync(Arg.Any<CancellationToken>())
            .Returns(Task.FromException<QueueLag>(new IOException("no such host")));

        var health = await ReadAsync(Ask());

        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Equal("unavailable", State(health, "queues"));
    }

    [Fact]
    public async Task Work_that_waits_too_long_degrades_it()
    {
        _degradation.CurrentAsync(Arg.Any<CancellationToken>()).Returns(Degradation.Reduced);

        var health = await ReadAsync(Ask());

        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Equal("reduced", health.GetProperty("degradation").GetString());
        Assert.Equal("ok", State(health, "queues"));
    }

    private static string? State(JsonElement health, string dependency) =>
        health.GetProperty("dependencies").GetProperty(dependency).GetProperty("state").GetString();

    private Task<IResult> Ask() =>
        new HealthEndpoints(
            _communities, _events, new LlmStatus(true, "simulated", "simulated", true), _degradation, _clock,
            NullLogger<HealthEndpoints>.Instance).GetAsync(TestContext.Current.CancellationToken);

    private static async Task<JsonElement> ReadAsync(Task<IResult> asked)
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        var answer = await asked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await answer.ExecuteAsync(http);
        Assert.Equal(200, http.Response.StatusCode);
        return JsonElement.Parse(((MemoryStream)http.Response.Body).ToArray()).GetProperty("data");
    }
}
