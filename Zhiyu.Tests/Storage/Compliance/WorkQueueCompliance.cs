using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

/// <summary>All that needs no waiting.</summary>
public abstract class WorkQueueCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private protected IWorkQueue<EventMessage> Queue => Get<IWorkQueue<EventMessage>>();

    [Fact]
    public async Task A_delayed_message_is_seen_once_it_is_revealed_and_says_the_same()
    {
        var receipt = await Queue.SendAsync(new EventMessage("e", Looks: 2), Minute, Token);
        Assert.Empty(await ReceiveAsync());

        await Queue.RevealAsync(receipt, Token);

        Assert.Equal(new EventMessage("e", 2), Assert.Single(await ReceiveAsync()).Message);
    }

    [Fact]
    public async Task Revealing_what_was_taken_already_is_no_fault()
    {
        var receipt = await SendAsync("e");
        var taken = Assert.Single(await ReceiveAsync());

        await Queue.RevealAsync(receipt, Token);
        Assert.Empty(await ReceiveAsync());

        await Queue.DeleteAsync(taken.Receipt, Token);
        await Queue.RevealAsync(receipt, Token);
        await Queue.DeleteAsync(taken.Receipt, Token);
        Assert.Equal(0, (await Queue.MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task A_message_is_received_once_and_deleted_with_its_receipt()
    {
        await SendAsync("e");

        var taken = Assert.Single(await ReceiveAsync(max: 32));
        Assert.Empty(await ReceiveAsync());
        Assert.Equal(1, (await Queue.MeasureAsync(Token)).Messages);

        await Queue.DeleteAsync(taken.Receipt, Token);
        Assert.Equal(0, (await Queue.MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task Only_the_newest_receipt_of_a_message_deletes_it()
    {
        var sent = await SendAsync("e");
        var first = Assert.Single(await ReceiveAsync());
        await Queue.RevealAsync(first.Receipt, Token);
        var second = Assert.Single(await ReceiveAsync());

        await Queue.DeleteAsync(sent, Token);
        await Queue.DeleteAsync(first.Receipt, Token);
        await Queue.RevealAsync(first.Receipt, Token);
        Assert.Equal(1, (await Queue.MeasureAsync(Token)).Messages);
        Assert.Empty(await ReceiveAsync());

        await Queue.DeleteAsync(second.Receipt, Token);
        Assert.Equal(0, (await Queue.MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task A_receipt_that_revealed_its_message_is_used_up()
    {
        var receipt = await Queue.SendAsync(new EventMessage("e"), Minute, Token);
        await Queue.RevealAsync(receipt, Token);

        await Queue.RevealAsync(receipt, Token);
        await Queue.DeleteAsync(receipt, Token);

        Assert.Single(await ReceiveAsync());
    }

    [Fact]
    public async Task A_message_that_was_not_received_can_be_taken_back()
    {
        var receipt = await Queue.SendAsync(new EventMessage("e"), Minute, Token);

        await Queue.DeleteAsync(receipt, Token);

        Assert.Equal(0, (await Queue.MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task No_more_are_received_than_were_asked_for_and_at_most_thirty_two()
    {
        for (var number = 0; number < 36; number++) await SendAsync($"e{number}");

        var received = (await ReceiveAsync(max: 3)).Concat(await ReceiveAsync(max: 32)).ToList();

        Assert.Equal(35, received.Select(each => each.Message!.EventId).Distinct().Count());
        Assert.Single(await ReceiveAsync(max: 32));
    }

    [Fact]
    public async Task What_is_peeked_at_is_what_is_visible_and_stays_as_it_was()
    {
        var before = TimeProvider.System.GetUtcNow() - Minute;
        Assert.Empty(await Queue.PeekAsync(32, Token));
        await Queue.SendAsync(new EventMessage("later"), Minute, Token);
        await SendAsync("e");
        await SendAsync("f");

        var peeked = await Queue.PeekAsync(32, Token);

        Assert.Equal(["e", "f"], peeked.Select(each => each.Message!.EventId).Order());
        Assert.All(peeked, each => Assert.InRange(each.SentAt, before, before + Minute + Minute));
        Assert.Single(await Queue.PeekAsync(1, Token));
        Assert.Equal(2, (await ReceiveAsync(max: 32)).Count);
        Assert.Empty(await Queue.PeekAsync(32, Token));
        await IsRefusedAsync(() => Queue.PeekAsync(0, Token));
        await IsRefusedAsync(() => Queue.PeekAsync(33, Token));
    }

    [Theory]
    [InlineData("{\"eventId\":\"e\"}")]
    [InlineData("this is not base64!")]
    [InlineData("//79")]
    [InlineData("智域 <&> “x”")]
    public async Task What_failed_too_often_stands_in_a_queue_of_its_own_as_it_was(string text)
    {
        var queues = Get<IEnumerable<MonitoredQueue>>().ToDictionary(queue => queue.Definition.Name, queue => queue.Poison);
        Assert.Equal([AssignmentMessage.Queue, EventMessage.Queue, WebhookMessage.Queue], queues.Keys.Order());
        await queues[EventMessage.Queue].SendAsync(text, TimeSpan.Zero, Token);

        Assert.Equal(text, Assert.Single(await queues[EventMessage.Queue].PeekAsync(32, Token)).Message);
        Assert.Equal(1, await queues[EventMessage.Queue].CountAsync(Token));
        Assert.Empty(await queues[AssignmentMessage.Queue].PeekAsync(32, Token));
        Assert.Empty(await ReceiveAsync());
        var taken = Assert.Single(await queues[EventMessage.Queue].ReceiveAsync(32, Minute, Token));
        Assert.Equal(text, taken.Message);
        Assert.Empty(await queues[EventMessage.Queue].PeekAsync(32, Token));
        Assert.Equal(1, await queues[EventMessage.Queue].CountAsync(Token));
        await queues[EventMessage.Queue].RevealAsync(taken.Receipt, Token);
        Assert.Single(await queues[EventMessage.Queue].PeekAsync(32, Token));
    }

    [Fact]
    public async Task The_lag_counts_invisible_messages_too()
    {
        await Queue.SendAsync(new EventMessage("e"), Minute, Token);
        await SendAsync("f");

        var lag = await Queue.MeasureAsync(Token);

        Assert.Equal(2, lag.Messages);
        Assert.InRange(lag.Age, TimeSpan.Zero, Minute);
    }

    [Fact]
    public async Task Where_none_is_visible_none_has_waited()
    {
        Assert.Equal(new QueueLag(0, TimeSpan.Zero), await Queue.MeasureAsync(Token));

        await Queue.SendAsync(new EventMessage("e"), Minute, Token);

        Assert.Equal(new QueueLag(1, TimeSpan.Zero), await Queue.MeasureAsync(Token));
    }

    [Fact]
    public async Task Queues_of_other_messages_are_other_queues()
    {
        await SendAsync("e");

        Assert.Empty(await Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(32, Minute, Token));
    }

    [Fact]
    public async Task What_no_queue_can_do_is_refused()
    {
        var (moment, week) = (TimeSpan.FromTicks(1), TimeSpan.FromDays(7));

        await Queue.SendAsync(new EventMessage("e"), week, Token);
        await IsRefusedAsync(() => Queue.SendAsync(new EventMessage("e"), week + Minute, Token));
        await IsRefusedAsync(() => Queue.SendAsync(new EventMessage("e"), -Minute, Token));
        await Queue.ReceiveAsync(32, week, Token);
        await IsRefusedAsync(() => Queue.ReceiveAsync(32, week + Minute, Token));
        await IsRefusedAsync(() => Queue.ReceiveAsync(32, TimeSpan.FromSeconds(1) - moment, Token));
        await IsRefusedAsync(() => Queue.ReceiveAsync(33, Minute, Token));
        await IsRefusedAsync(() => Queue.ReceiveAsync(0, Minute, Token));
    }

    [Fact]
    public async Task What_many_take_at_once_each_takes_alone()
    {
        for (var number = 0; number < 16; number++) await SendAsync($"e{number}");

        var received = await AtOnceAsync(_ => ReceiveAsync(max: 2));

        Assert.Equal(
            Enumerable.Range(0, 16).Select(number => $"e{number}").Order(),
            received.SelectMany(each => each).Select(each => each.Message!.EventId).Order());
    }

    [Fact]
    public async Task What_many_send_at_once_is_all_there()
    {
        var receipts = await AtOnceAsync(number => SendAsync($"e{number}"));

        Assert.Equal(16, receipts.Select(receipt => receipt.MessageId).Distinct().Count());
        Assert.Equal(16, (await ReceiveAsync(max: 32)).Count);
    }

    private protected Task<MessageReceipt> SendAsync(string eventId) =>
        Queue.SendAsync(new EventMessage(eventId), TimeSpan.Zero, Token);

    private protected Task<IReadOnlyList<ReceivedMessage<EventMessage>>> ReceiveAsync(int max = 1) =>
        Queue.ReceiveAsync(max, Minute, Token);
}

public sealed class StorageWorkQueueTests(AzuriteFixture azurite)
    : WorkQueueCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryWorkQueueTests() : WorkQueueCompliance(services => services.AddMemoryStorage());
