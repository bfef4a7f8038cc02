using Zhiyu.LocalHost.Queues;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

/// <summary>What becomes of a message whose function fails.</summary>
public sealed class FailedMessageTests(AzuriteFixture azurite)
{
    private readonly QueueApp _queues = new(azurite.NewAccount());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_always_fails_is_tried_as_often_as_told_and_then_poisoned()
    {
        await using var app = await _queues.StartAsync(("maxDequeueCount", "3"));

        await _queues.SendAsync("failing", "bad");

        var poisoned = await _queues.ReceiveAsync("failing-poison");
        Assert.Equal("bad", QueueApp.Decoded(poisoned));
        Assert.Equal(3, _queues.Received.Count);
        await _queues.UntilEmptyAsync("failing");
    }

    [Theory]
    [InlineData("this is not base64!", "dGhpcyBpcyBub3QgYmFzZTY0IQ==")]
    [InlineData("bm90IEpTT04=", "bm90IEpTT04=")]
    [InlineData("bnVsbA==", "bnVsbA==")]
    public async Task A_message_that_is_not_ours_is_poisoned_and_the_queue_goes_on(string text, string poisoned)
    {
        await using var app = await _queues.StartAsync(("maxDequeueCount", "2"));

        await _queues.Client("letters").SendMessageAsync(text, Token);
        await _queues.SendAsync("letters", """{ "Name": "next", "Count": 1 }""");

        Assert.Equal("next 1", await _queues.Received.NextAsync());
        Assert.Equal(poisoned, (await _queues.ReceiveAsync("letters-poison")).MessageText);
    }

    [Fact]
    public void What_base64_would_make_too_long_for_a_queue_is_poisoned_as_it_is()
    {
        var text = new string('!', 50_000);

        Assert.Equal(text, QueuePayload.Readable(text, base64: true));
    }

    [Fact]
    public async Task A_message_past_its_attempts_is_poisoned_without_running()
    {
        await _queues.CreateAsync("texts");
        await _queues.SendAsync("texts", "worn");
        var queue = _queues.Client("texts");
        // Its one attempt was taken by a process that died.
        await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1), Token);
        await using var app = await _queues.StartAsync(("maxDequeueCount", "1"));

        Assert.Equal("worn", QueueApp.Decoded(await _queues.ReceiveAsync("texts-poison")));

        Assert.Equal(0, _queues.Received.Count);
    }

    [Fact]
    public async Task A_failed_message_waits_for_the_visibility_timeout()
    {
        await using var app = await _queues.StartAsync(("visibilityTimeout", "00:00:30"));

        // Each comes by a later poll than the failure before it, which would have been retried by then.
        string[] texts = ["one", "two", "three", "four"];
        foreach (var text in texts)
        {
            await _queues.SendAsync("failing", text);
            await Eventually.TrueAsync(() => _queues.Received.All.Contains(text));
        }

        Assert.Equal(texts, _queues.Received.All);
    }

    [Fact]
    public async Task What_fails_on_a_poison_queue_stays_there_and_does_not_spin()
    {
        await using var app = await _queues.StartAsync(("maxDequeueCount", "1"));

        await _queues.SendAsync("dead-poison", "bad");
        await _queues.SendAsync("dead-poison", "worse");
        await _queues.Received.NextAsync();
        await _queues.Received.NextAsync();

        var queue = _queues.Client("dead-poison");
        Assert.Equal(2, (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount);
        Assert.Null((await queue.ReceiveMessageAsync(cancellationToken: Token)).Value);
        Assert.False(await _queues.Client("dead-poison-poison").ExistsAsync(Token));
    }
}
