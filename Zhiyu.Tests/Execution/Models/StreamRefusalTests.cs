using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.OpenAi;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models;

/// <summary>A stream would pass the accounts: neither the whole chain nor a part of it gives one.</summary>
[Trait("Set", "Quick")]
public sealed class StreamRefusalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_is_refused_and_the_server_is_not_asked()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("好"));
        await using var calls = ModelCalls.Of(server);
        var client = calls.Clients.For(calls.Route());

        var fault = await Assert.ThrowsAsync<NotSupportedException>(async () => await client
            .GetStreamingResponseAsync("?", new RunChatOptions(ModelCalls.NewCall()), Token)
            .ToChatResponseAsync(Token));

        Assert.Contains("not streamed", fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Every_decorator_and_client_of_ours_has_its_own_answer_to_a_stream() => Assert.All(
        Product.Types.Where(type => type.IsAssignableTo(typeof(IChatClient)) && !type.IsAbstract),
        type => Assert.Equal(
            typeof(RunChatOptions).Assembly,
            type.GetMethod(nameof(IChatClient.GetStreamingResponseAsync))!.DeclaringType!.Assembly));

    [Fact]
    public async Task A_call_without_a_run_is_refused_because_no_budget_pays_for_it()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("好"));
        await using var calls = ModelCalls.Of(server);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            calls.Clients.For(calls.Route()).GetResponseAsync("?", cancellationToken: Token));

        Assert.Contains("for a run", fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_number_of_a_call_does_not_reach_the_server()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("好"));
        await using var calls = ModelCalls.Of(server);

        await calls.AskAsync();

        Assert.False(Assert.Single(server.Requests).Body.TryGetProperty(PendingCalls.Field, out _));
    }
}
