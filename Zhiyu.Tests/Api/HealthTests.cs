using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Tables;
using Zhiyu.Functions.Health;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

public sealed class HealthTests : IClassFixture<ApiApp>
{
    private readonly ApiApp _app;
    private readonly ITable _communities = Substitute.For<ITable>();
    private readonly IWorkQueue<EventMessage> _events = Substitute.For<IWorkQueue<EventMessage>>();
    private readonly IDegradationSource _degradation = Substitute.For<IDegradationSource>();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly ITable _table = Substitute.For<ITable>();
    private readonly ModelHealthBoard _models;

    public HealthTests(ApiApp app)
    {
        _app = app;
        Lists(Task.FromResult<IReadOnlyList<ModelHealth>>([]));
        _models = new ModelHealthBoard(
            new ModelHealthStore(new OneTable(_table)), _clock, NullLogger<ModelHealthBoard>.Instance);
    }

    private static ModelCatalog Catalog { get; } = CatalogOf();

    [Fact]
    public async Task The_app_says_how_it_is()
    {
        var health = (await _app.GetAsync("/v1/health")).Data;

        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.True(health.GetProperty("uptime").GetInt64() >= 0);
        Assert.Equal(
            """{"storage":{"state":"ok"},"queues":{"state":"ok"},"llm":""" +
            """{"state":"not_configured","provider":"none","model":"","simulated":false,"models":[]}}""",
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
        _communities.RangeAsync<Community>(Arg.Any<KeyRange>(), Arg.Any<int?>(), Arg.Any<CancellationToken>())
            .Returns(new TaskCompletionSource<IReadOnlyList<Stored<Community>>>().Task);
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

    [Fact]
    public async Task Models_are_as_their_last_calls_came_out_each_for_itself()
    {
        for (var i = 0; i < 3; i++) Hear("simulated", CallOutcome.Malformed, pause: null);
        Hear("local", CallOutcome.Answered, pause: null);

        var health = await ReadAsync(Ask());

        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Equal("unavailable", State(health, "llm"));
        var models = health.GetProperty("dependencies").GetProperty("llm").GetProperty("models");
        Assert.Equal(
            [("simulated", "unavailable", "closed", 3, "malformed"), ("local", "ok", "closed", 0, "answered")],
            models.EnumerateArray().Select(model => (
                model.GetProperty("model").GetString()!,
                model.GetProperty("state").GetString()!,
                model.GetProperty("breaker").GetString()!,
                model.GetProperty("failures_in_a_row").GetInt32(),
                model.GetProperty("calls")[0].GetProperty("outcome").GetString()!)));

        Hear("simulated", CallOutcome.Answered, pause: null);
        Assert.Equal("ok", (await ReadAsync(Ask())).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_model_that_is_left_alone_is_unavailable_and_says_until_when()
    {
        Hear("local", CallOutcome.Throttled, TimeSpan.FromSeconds(90), status: 429);

        var health = await ReadAsync(Ask());

        Assert.Equal(("degraded", "ok"), (health.GetProperty("status").GetString(), State(health, "llm")));
        var model = health.GetProperty("dependencies").GetProperty("llm").GetProperty("models")[1];
        Assert.Equal(("unavailable", "open"),
            (model.GetProperty("state").GetString(), model.GetProperty("breaker").GetString()));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(90), model.GetProperty("open_until").GetDateTimeOffset(),
            TimeSpan.FromMilliseconds(1));
        Assert.Equal(429, model.GetProperty("calls")[0].GetProperty("status").GetInt32());

        _clock.Advance(TimeSpan.FromSeconds(90));
        model = (await ReadAsync(Ask())).GetProperty("dependencies").GetProperty("llm").GetProperty("models")[1];
        Assert.Equal(("ok", "half_open"),
            (model.GetProperty("state").GetString(), model.GetProperty("breaker").GetString()));
    }

    [Fact]
    public async Task What_other_instances_know_of_models_is_told_and_what_this_one_knows_where_storage_is_gone()
    {
        var route = Catalog.Route("local");
        Lists(Task.FromResult<IReadOnlyList<ModelHealth>>(
        [
            new ModelHealth(ModelHealth.IdOf(route)).With(
                new CallReport(_clock.GetUtcNow(), CallOutcome.Refused), pausedUntil: null),
        ]));
        Assert.Equal("unavailable", await StateOfLocalAsync());

        _clock.Advance(TimeSpan.FromSeconds(1));
        Hear("local", CallOutcome.Answered, pause: null);
        Assert.Equal("ok", await StateOfLocalAsync());

        Lists(Task.FromException<IReadOnlyList<ModelHealth>>(new IOException("storage is gone")));
        Assert.Equal("ok", await StateOfLocalAsync());
    }

    private void Lists(Task<IReadOnlyList<ModelHealth>> stored) => _table
        .RangeAsync<ModelHealth>(Arg.Any<KeyRange>(), Arg.Any<int?>(), Arg.Any<CancellationToken>())
        .Returns(async _ => (IReadOnlyList<Stored<ModelHealth>>)
            [.. (await stored).Select(health => new Stored<ModelHealth>(health, "1"))]);

    private void Hear(string model, CallOutcome outcome, TimeSpan? pause, int? status = null) =>
        _models.Report(Catalog.Route(model), outcome, status, pause);

    private async Task<string?> StateOfLocalAsync() => (await ReadAsync(Ask()))
        .GetProperty("dependencies").GetProperty("llm").GetProperty("models")[1].GetProperty("state").GetString();

    private static ModelCatalog CatalogOf()
    {
        var options = new LlmOptions
        {
            Provider = "simulated",
            Models = """{"local":{"provider":"openai-compatible","base_url":"http://localhost:11434/v1"}}""",
        };
        return new ModelCatalog(options, CatalogParser.Of(options, _ => null));
    }

    private static string? State(JsonElement health, string dependency) =>
        health.GetProperty("dependencies").GetProperty(dependency).GetProperty("state").GetString();

    private Task<IResult> Ask() =>
        new HealthFunctions(
            new CommunityStore(new OneTable(_communities)), _events,
            new LlmStatus(true, "simulated", "simulated", true), Catalog, _models, _degradation, _clock, NullLogger<HealthFunctions>.Instance)
            .Get(new DefaultHttpContext().Request, TestContext.Current.CancellationToken);

    private static async Task<JsonElement> ReadAsync(Task<IResult> asked)
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        var answer = await asked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await answer.ExecuteAsync(http);
        Assert.Equal(200, http.Response.StatusCode);
        return JsonElement.Parse(((MemoryStream)http.Response.Body).ToArray()).GetProperty("data");
    }
}
