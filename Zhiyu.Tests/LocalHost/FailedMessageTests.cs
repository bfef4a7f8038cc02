using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

/// <summary>What becomes of a message whose function fails.</summary>
public sealed class FailedMessageTests(AzuriteFixture azurite)
{
    // Three bytes that begin no character.
    private const string NotUtf8 = "//79";

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
    [InlineData("this is not base64!")]
    [InlineData("bm90IEpTT04=")]
    [InlineData("bnVsbA==")]
    [InlineData(NotUtf8)]
    public async Task A_message_that_is_not_ours_is_poisoned_as_it_stands_and_the_queue_goes_on(string text)
    {
        await using var app = await _queues.StartAsync(("maxDequeueCount", "2"));

        await _queues.Client("letters").SendMessageAsync(text, Token);
        await _queues.SendAsync("letters", """{ "Name": "next", "Count": 1 }""");

        Assert.Equal("next 1", await _queues.Received.NextAsync());
        Assert.Equal(text, (await _queues.ReceiveAsync("letters-poison")).MessageText);
    }

    [Theory]
    [InlineData("this is not base64!")]
    [InlineData(NotUtf8)]
    public async Task No_function_that_binds_a_string_gets_what_is_not_base64_or_not_UTF8(string text)
    {
        await using var app = await _queues.StartAsync(("maxDequeueCount", "2"));

        await _queues.Client("texts").SendMessageAsync(text, Token);
        await _queues.SendAsync("texts", "next");

        Assert.Equal("text next", await _queues.Received.NextAsync());
        Assert.Equal(text, (await _queues.ReceiveAsync("texts-poison")).MessageText);
        Assert.Equal(1, _queues.Received.Count);
    }

    [Fact]
    public async Task A_function_that_binds_bytes_gets_what_is_not_UTF8_and_not_what_is_not_base64()
    {
        await using var app = await _queues.StartAsync(("maxDequeueCount", "2"));

        await _queues.Client("bytes").SendMessageAsync("this is not base64!", Token);
        await _queues.Client("bytes").SendMessageAsync(NotUtf8, Token);

        Assert.Equal("bytes 3", await _queues.Received.NextAsync());
        Assert.Equal("this is not base64!", (await _queues.ReceiveAsync("bytes-poison")).MessageText);
        Assert.Equal(1, _queues.Received.Count);
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
