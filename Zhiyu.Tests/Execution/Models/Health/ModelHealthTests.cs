using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Tables;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.Health;

[Trait("Set", "Quick")]
public sealed class ModelHealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("usage missing", CallOutcome.Answered, null)]
    [InlineData("429 with Retry-After past the deadline", CallOutcome.Throttled, 429)]
    [InlineData("500 for ever", CallOutcome.Unavailable, 500)]
    [InlineData("401", CallOutcome.Refused, 401)]
    [InlineData("404", CallOutcome.Refused, 404)]
    [InlineData("a web page", CallOutcome.Refused, 200)]
    [InlineData("400 of the content filter", CallOutcome.Withheld, 400)]
    [InlineData("null content of the content filter", CallOutcome.Withheld, null)]
    [InlineData("malformed JSON", CallOutcome.Malformed, null)]
    [InlineData("null content, cut off", CallOutcome.Malformed, null)]
    [InlineData("reset before headers", CallOutcome.Unreachable, null)]
    [InlineData("hang before headers", CallOutcome.TimedOut, null)]
    internal async Task A_call_is_reported_by_what_became_of_it(string fault, CallOutcome outcome, int? status)
    {
        await using var server = await FakeOpenAiServer.Start(ProviderFaults.Scripts[fault]);
        await using var model = ModelCalls.Of(server, ("LLM_MAX_RETRIES", "0"), ("LLM_TIMEOUT_MS", "700"));

        await Record.ExceptionAsync(() => model.AskAsync());

        var call = Assert.Single(Assert.Single(model.Health.Own).Value.Calls);
        Assert.Equal((outcome, status), (call.Outcome, call.Status));
    }

    [Fact]
    public async Task What_is_not_asked_is_no_call_and_the_pause_is_told()
    {
        var time = new FakeTimeProvider();
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(429, "90"));
        await using var model = ModelCalls.Of(server, time);
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<LlmException>(() => model.AskAsync());

        var health = Assert.Single(model.Health.Own).Value;
        Assert.Single(health.Calls);
        Assert.Equal(time.GetUtcNow().AddSeconds(90), health.PausedUntil);

        await model.Clients.WakeAsync(time.GetUtcNow());
        Assert.Null(Assert.Single(model.Health.Own).Value.PausedUntil);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Answered", true)]
    [InlineData("Throttled", true)]
    [InlineData("TimedOut Malformed", true)]
    [InlineData("TimedOut Malformed Unavailable", false)]
    [InlineData("TimedOut Malformed Unavailable Answered", true)]
    [InlineData("Answered Refused", false)]
    [InlineData("Answered Refused Withheld", false)]
    [InlineData("Withheld Withheld Withheld Withheld", true)]
    public void A_model_is_up_unless_its_last_calls_say_otherwise(string calls, bool isUp)
    {
        var health = calls.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(Enum.Parse<CallOutcome>)
            .Aggregate(new ModelHealth("m"), (before, outcome) =>
                before.With(new CallReport(Some.Time, outcome), pausedUntil: null));

        Assert.Equal(isUp, health.IsUpAt(Some.Time));
        Assert.False((health with { PausedUntil = Some.Time.AddSeconds(1) }).IsUpAt(Some.Time));
    }

    [Fact]
    public async Task Only_news_are_told_and_what_cannot_be_told_is_told_the_next_time()
    {
        var (time, table) = (new FakeTimeProvider(), Substitute.For<ITable>());
        var board = new ModelHealthBoard(
            new ModelHealthStore(new OneTable(table)), time, NullLogger<ModelHealthBoard>.Instance);
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var model = ModelCalls.Of(server);

        Assert.Equal(1, await TellsAsync(CallOutcome.Answered));
        Assert.Equal(1, await TellsAsync(CallOutcome.Answered));
        Assert.Equal(2, await TellsAsync(CallOutcome.TimedOut));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(3, await TellsAsync(CallOutcome.TimedOut));

        table.PutAsync(Arg.Any<TableKey>(), Arg.Any<object>(), Arg.Any<CancellationToken>()).Returns(
            _ => Task.FromException(new IOException("storage is gone")), _ => Task.CompletedTask);
        Assert.Equal(4, await TellsAsync(CallOutcome.Answered));
        Assert.Equal(5, await TellsAsync(CallOutcome.Answered));

        async Task<int> TellsAsync(CallOutcome outcome)
        {
            board.Report(model.Route(), outcome, status: null, pause: null);
            await board.TellAsync(Token);
            return table.ReceivedCalls().Count(call => call.GetMethodInfo().Name == nameof(table.PutAsync));
        }
    }
}
