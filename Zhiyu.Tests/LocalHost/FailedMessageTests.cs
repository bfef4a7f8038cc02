using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

/// <summary>What becomes of a message whose function fails.</summary>
public sealed class FailedMessageTests(AzuriteFixture azurite)
{
    private readonly QueueApp _app = new(azurite.NewAccount());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_always_fails_is_tried_as_often_as_told_and_then_poisoned()
    {
        await using var app = await _app.StartAsync(("maxDequeueCount", "3"));

        await _app.SendAsync("failing", "bad");

        var poisoned = await _app.ReceiveAsync("failing-poison");
        Assert.Equal("bad", QueueApp.Decoded(poisoned));
        Assert.Equal(3, _app.Received.Count);
        await _app.UntilEmptyAsync("failing");
    }

    [Theory]
    [InlineData("this is not base64!", "dGhpcyBpcyBub3QgYmFzZTY0IQ==")]
    [InlineData("bm90IEpTT04=", "bm90IEpTT04=")]
    [InlineData("bnVsbA==", "bnVsbA==")]
    public async Task A_message_that_is_not_ours_is_poisoned_and_the_queue_goes_on(string text, string poisoned)
    {
        await using var app = await _app.StartAsync(("maxDequeueCount", "2"));

        await _app.Client("letters").SendMessageAsync(text, Token);
        await _app.SendAsync("letters", """{ "Name": "next", "Count": 1 }""");

        Assert.Equal("next 1", await _app.Received.NextAsync());
        Assert.Equal(poisoned, (await _app.ReceiveAsync("letters-poison")).MessageText);
    }

    [Fact]
    public async Task A_message_past_its_attempts_is_poisoned_without_running()
    {
        await _app.CreateAsync("texts");
        await _app.SendAsync("texts", "worn");
        var queue = _app.Client("texts");
        // Its one attempt was taken by a process that died.
        await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1), Token);
        await using var app = await _app.StartAsync(("maxDequeueCount", "1"));

        Assert.Equal("worn", QueueApp.Decoded(await _app.ReceiveAsync("texts-poison")));

        Assert.Equal(0, _app.Received.Count);
    }

    [Fact]
    public async Task A_failed_message_waits_for_the_visibility_timeout()
    {
        await using var app = await _app.StartAsync(("visibilityTimeout", "00:00:30"));

        // Each comes by a later poll than the failure before it, which would have been retried by then.
        string[] texts = ["one", "two", "three", "four"];
        foreach (var text in texts)
        {
            await _app.SendAsync("failing", text);
            await Eventually.TrueAsync(() => _app.Received.All.Contains(text));
        }

        Assert.Equal(texts, _app.Received.All);
    }

    [Fact]
    public async Task What_fails_on_a_poison_queue_stays_there_and_does_not_spin()
    {
        await using var app = await _app.StartAsync(("maxDequeueCount", "1"));

        await _app.SendAsync("dead-poison", "bad");
        await _app.SendAsync("dead-poison", "worse");
        await _app.Received.NextAsync();
        await _app.Received.NextAsync();

        var queue = _app.Client("dead-poison");
        Assert.Equal(2, (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount);
        Assert.Null((await queue.ReceiveMessageAsync(cancellationToken: Token)).Value);
        Assert.False(await _app.Client("dead-poison-poison").ExistsAsync(Token));
    }
}
