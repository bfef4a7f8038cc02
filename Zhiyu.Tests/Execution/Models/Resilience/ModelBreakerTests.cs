using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.Resilience;

[Trait("Set", "Quick")]
public sealed class ModelBreakerTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_opens_lets_nothing_out_tries_once_and_closes()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(500));
        await using var model = Calls(server);
        await FailAsync(model, times: 5);
        Assert.Equal(TimeSpan.FromSeconds(15), model.Clients.PauseOf(model.Route()));

        _time.Advance(TimeSpan.FromSeconds(5));
        var call = ModelCalls.NewCall();
        var refused = await Assert.ThrowsAsync<LlmException>(() => model.AskAsync(call));

        Assert.Equal((LlmFault.Transient, TimeSpan.FromSeconds(10), false),
            (refused.Fault, refused.RetryAfter, refused.MayHaveCost));
        Assert.Equal((5, 0), (server.Requests.Count, call.Usage.Calls));

        // The probe fails: it is left alone again, and twice as long.
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(model.Clients.PauseOf(model.Route()));
        await FailAsync(model, times: 1);
        Assert.Equal((6, TimeSpan.FromSeconds(30)), (server.Requests.Count, model.Clients.PauseOf(model.Route())));

        // The probe succeeds: all goes on.
        _time.Advance(TimeSpan.FromSeconds(30));
        server.Answer = FakeOpenAiServer.Says("是。");
        Assert.Equal("是。", (await model.AskAsync()).Text);
        Assert.Equal("是。", (await model.AskAsync()).Text);
        Assert.Null(model.Clients.PauseOf(model.Route()));
        Assert.Equal(8, server.Requests.Count);
    }

    [Fact]
    public async Task A_fault_of_one_model_leaves_the_other_alone()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(500));
        await using var model = Calls(server);
        await FailAsync(model, times: 5);

        server.Answer = FakeOpenAiServer.Says("是。");

        Assert.NotNull(model.Clients.PauseOf(model.Route()));
        Assert.Null(model.Clients.PauseOf(model.Route("other")));
        Assert.Equal("是。", (await model.AskAsync(model: "other")).Text);
    }

    [Fact]
    public async Task Refusals_that_are_final_do_not_count()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(400));
        await using var model = Calls(server);

        await FailAsync(model, times: 10);

        Assert.Equal(10, server.Requests.Count);
        Assert.Null(model.Clients.PauseOf(model.Route()));
    }

    [Fact]
    public async Task Time_outs_count()
    {
        await using var server = await FakeOpenAiServer.Start(async context =>
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await FakeOpenAiServer.SaysNothing(context);
        });
        await using var model = Calls(server);

        await FailAsync(model, times: 5);

        Assert.NotNull(model.Clients.PauseOf(model.Route()));
    }

    [Fact]
    public async Task Retries_end_where_it_opens()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(500));
        await using var model = ModelCalls.Of(server, ("LLM_BREAKER_CALLS", "2"), ("LLM_MAX_RETRIES", "10"));

        var fault = await Assert.ThrowsAsync<LlmException>(() => model.AskAsync());

        Assert.Equal(2, server.Requests.Count);
        Assert.InRange(fault.RetryAfter!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task The_same_flaw_three_times_opens_it_however_long_that_takes()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Sends("""{"choices":"""));
        await using var model = Calls(server);
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(model.Clients.PauseOf(model.Route()));
            await FailAsync(model, times: 1);
            if (i < 2) _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(TimeSpan.FromSeconds(15), model.Clients.PauseOf(model.Route()));
        await FailAsync(model, times: 1);
        Assert.Equal(3, server.Requests.Count);

        // One finds out, and while it does the others wait.
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(model.Clients.PauseOf(model.Route()));
        server.Answer = async context =>
        {
            await FailAsync(model, times: 1);
            await FakeOpenAiServer.Sends("""{"choices":""")(context);
        };
        await FailAsync(model, times: 1);
        Assert.Equal((4, TimeSpan.FromSeconds(30)), (server.Requests.Count, model.Clients.PauseOf(model.Route())));

        _time.Advance(TimeSpan.FromSeconds(30));
        server.Answer = FakeOpenAiServer.Says("是。");
        Assert.Equal("是。", (await model.AskAsync()).Text);
        server.Answer = FakeOpenAiServer.Sends("""{"choices":""");
        await FailAsync(model, times: 2);
        Assert.Null(model.Clients.PauseOf(model.Route()));
    }

    [Fact]
    public async Task An_answer_between_them_has_flaws_counted_from_the_beginning()
    {
        await using var server = await FakeOpenAiServer.Start(
            FakeOpenAiServer.OffersNothing, FakeOpenAiServer.OffersNothing, FakeOpenAiServer.Says("是。"),
            FakeOpenAiServer.OffersNothing, FakeOpenAiServer.OffersNothing, FakeOpenAiServer.Says("是。"));
        await using var model = ModelCalls.Of(server, _time, ("LLM_MAX_RETRIES", "0"), ("LLM_BREAKER_CALLS", "1000"));

        for (var i = 0; i < 2; i++)
        {
            await FailAsync(model, times: 2);
            Assert.Equal("是。", (await model.AskAsync()).Text);
        }

        Assert.Null(model.Clients.PauseOf(model.Route()));
    }

    [Fact]
    public async Task Flaws_of_different_kinds_and_faults_of_transport_are_counted_apart()
    {
        await using var server = await FakeOpenAiServer.Start(
            FakeOpenAiServer.OffersNothing, FakeOpenAiServer.Drops, FakeOpenAiServer.Sends("42"),
            FakeOpenAiServer.Says(""), FakeOpenAiServer.Drops, FakeOpenAiServer.OffersNothing,
            FakeOpenAiServer.Says(""), FakeOpenAiServer.Drops, FakeOpenAiServer.OffersNothing);
        await using var model = ModelCalls.Of(server, _time, ("LLM_MAX_RETRIES", "0"), ("LLM_BREAKER_CALLS", "1000"));

        await FailAsync(model, times: 8);
        Assert.Null(model.Clients.PauseOf(model.Route()));

        await FailAsync(model, times: 1);
        Assert.NotNull(model.Clients.PauseOf(model.Route()));
    }

    [Fact]
    public async Task A_call_that_opens_it_says_what_the_fault_was()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Sends("""{"choices":"""));
        await using var model = ModelCalls.Of(server, ("LLM_MAX_RETRIES", "10"));

        var fault = await Assert.ThrowsAsync<LlmException>(() => model.AskAsync());

        Assert.Equal(3, server.Requests.Count);
        Assert.Contains("no chat completion", fault.Message, StringComparison.Ordinal);
        Assert.InRange(fault.RetryAfter!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("2147483647", 3_600)]
    public async Task A_model_that_asks_to_wait_is_not_called_until_then(string asked, int seconds)
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(429, asked));
        await using var model = Calls(server);
        await FailAsync(model, times: 3);
        Assert.Equal((1, TimeSpan.FromSeconds(seconds)),
            (server.Requests.Count, model.Clients.PauseOf(model.Route())));

        _time.Advance(TimeSpan.FromSeconds(seconds));
        server.Answer = FakeOpenAiServer.Says("是。");
        Assert.Equal("是。", (await model.AskAsync()).Text);
        Assert.Null(model.Clients.PauseOf(model.Route()));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task What_is_left_alone_for_whatever_reason_can_be_woken(int status)
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(status, "3600", "[]"));
        await using var model = Calls(server);
        await FailAsync(model, times: 5);
        Assert.NotNull(model.Clients.PauseOf(model.Route()));

        await model.Clients.WakeAsync(_time.GetUtcNow());
        Assert.Null(model.Clients.PauseOf(model.Route()));
        await FailAsync(model, times: 5);
        Assert.NotNull(model.Clients.PauseOf(model.Route()));

        // The same call wakes nothing twice.
        await model.Clients.WakeAsync(_time.GetUtcNow());
        Assert.NotNull(model.Clients.PauseOf(model.Route()));
        _time.Advance(TimeSpan.FromSeconds(1));
        await model.Clients.WakeAsync(_time.GetUtcNow());
        server.Answer = FakeOpenAiServer.Says("是。");
        Assert.Equal("是。", (await model.AskAsync()).Text);
    }

    private ModelCalls Calls(FakeOpenAiServer server) => ModelCalls.Of(server, _time,
        ("LLM_MAX_RETRIES", "0"), ("LLM_TIMEOUT_MS", "5000"), ("LLM_MODELS", """{"other":{}}"""));

    private static async Task FailAsync(ModelCalls model, int times)
    {
        for (var i = 0; i < times; i++) await Assert.ThrowsAsync<LlmException>(() => model.AskAsync());
    }
}
