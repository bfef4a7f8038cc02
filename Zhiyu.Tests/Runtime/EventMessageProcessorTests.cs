using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class EventMessageProcessorTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private IWorkQueue<EventMessage> Events => Process.Get<IWorkQueue<EventMessage>>();

    [Fact]
    public async Task An_event_whose_process_is_stopped_again_and_again_is_decided_in_the_end()
    {
        var message = await WriteAsync();
        for (var stop = 1; stop <= 12; stop++)
        {
            using var stopping = new CancellationTokenSource();
            Process.Policy.Meets = uri =>
            {
                if (!IsThread(uri)) return null;
                stopping.Cancel();
                return new OperationCanceledException(stopping.Token);
            };
            Assert.Null(await Process.Get<EventMessageProcessor>().AllocateAsync(message, stopping.Token));
            message = await NextAsync();
        }

        Process.Policy.Meets = _ => null;
        Assert.Equal((0, 0), (message.Failures, message.Deaths));
        Assert.IsType<AllocationOutcome.Decided>(await Process.Get<EventMessageProcessor>().AllocateAsync(message, Token));
        Assert.Equal(0, await Process.Get<PoisonStore>().CountAsync(10, Token));
    }

    [Fact]
    public async Task An_event_that_meets_storage_that_is_away_waits_for_as_long_as_that_lasts()
    {
        var message = await WriteAsync();
        Process.Policy.Meets = uri => IsThread(uri) ? new RequestFailedException(503, "busy") : null;
        for (var round = 1; round <= 12; round++)
        {
            Assert.Null(await Process.Get<EventMessageProcessor>().AllocateAsync(message, Token));
            message = await NextAsync();
        }

        Process.Policy.Meets = _ => null;
        Assert.Equal((0, 0), (message.Failures, message.Deaths));
        Assert.IsType<AllocationOutcome.Decided>(await Process.Get<EventMessageProcessor>().AllocateAsync(message, Token));
    }

    [Fact]
    public async Task An_event_waits_longer_each_time_while_not_even_the_switch_can_be_read()
    {
        var message = await WriteAsync();
        Process.Policy.Meets = uri => uri.AbsolutePath.Contains(EventMessage.Queue, StringComparison.Ordinal)
            ? null
            : new RequestFailedException(503, "busy");

        await Process.Get<EventMessageProcessor>().AllocateWhileOnAsync(message, TimeSpan.Zero, Token);

        message = await NextAsync();
        Assert.Equal((1, 0, 0), (message.Outages, message.Failures, message.Deaths));
    }

    [Fact]
    public async Task An_event_whose_decision_fails_five_times_is_given_up_and_says_why()
    {
        var message = await WriteAsync();
        await SpoilAsync(message);
        for (var fault = 1; fault < 5; fault++)
        {
            Assert.Null(await Process.Get<EventMessageProcessor>().AllocateAsync(message, Token));
            message = await NextAsync();
            Assert.Equal(fault, message.Failures);
        }

        Assert.Null(await Process.Get<EventMessageProcessor>().AllocateAsync(message, Token));

        Assert.Equal(0, (await Events.MeasureAsync(Token)).Messages);
        var record = Assert.Single(await Process.Get<PoisonStore>().PageAsync(null, 10, Token)).Row;
        Assert.Equal((message.EventId, PoisonKind.Event), (record.Id, record.Kind));
        Assert.Equal("it could not be decided 5 times: InvalidDataException", record.Reason);
    }

    [Fact]
    public async Task An_event_that_was_in_hand_at_forty_deaths_of_a_process_is_given_up_and_at_fewer_is_not()
    {
        var message = (await WriteAsync()) with { Revisit = 2 };
        for (var deaths = 5; deaths < 40; deaths += 5)
        {
            await PoisonAsync(message);
            message = await NextAsync();
            Assert.Equal((deaths, 0), (message.Deaths, await Process.Get<PoisonStore>().CountAsync(10, Token)));
        }

        await PoisonAsync(message);

        Assert.Equal(0, (await Events.MeasureAsync(Token)).Messages);
        var record = Assert.Single(await Process.Get<PoisonStore>().PageAsync(null, 10, Token)).Row;
        Assert.Equal(
            ("40 times a process crashed, or did not report back, while processing it", 2),
            (record.Reason, record.Revisit));
    }

    [Fact]
    public async Task A_poisoned_event_that_was_decided_has_its_open_runs_sent_again()
    {
        var message = await WriteAsync();
        await Process.Get<EventMessageProcessor>().AllocateAsync(message, Token);
        var assignments = Process.Get<IWorkQueue<AssignmentMessage>>();
        var sent = (await assignments.MeasureAsync(Token)).Messages;

        await PoisonAsync(message);
        await Process.Get<EventMessageProcessor>().AllocateAsync(await NextAsync(), Token);

        Assert.Equal(2 * sent, (await assignments.MeasureAsync(Token)).Messages);
    }

    [Fact]
    public void The_host_gives_a_message_up_after_as_many_deliveries_as_are_counted_as_deaths() =>
        Assert.Equal(
            PoisonMessageProcessor.Deliveries,
            JsonDocument.Parse(File.ReadAllText(Repository.PathOf("host.json"))).RootElement
                .GetProperty("extensions").GetProperty("queues").GetProperty("maxDequeueCount").GetInt32());

    private async Task<EventMessage> WriteAsync()
    {
        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        return await NextAsync();
    }

    // What waits for some seconds on the real clock is looked for until it is there.
    private async Task<EventMessage> NextAsync()
    {
        ReceivedMessage<EventMessage>? next = null;
        await Eventually.TrueAsync(async () =>
        {
            next = (await Events.ReceiveAsync(1, Minute, Token)).SingleOrDefault();
            return next is not null;
        });
        await Events.DeleteAsync(next!.Receipt, Token);
        return next.Message!;
    }

    private Task PoisonAsync(EventMessage message) => Process.Get<PoisonMessageProcessor>().RecordAsync(
        EventMessage.Queue, QueueText.Write(message), Token);

    /// <summary>Puts a row in the event's place that cannot be read.</summary>
    private async Task SpoilAsync(EventMessage message)
    {
        var key = ThreadStore.KeyOf<ForumEvent>(message.EventId);
        await new TableClient(World.Account, ThreadStore.Table).UpsertEntityAsync(
            new TableEntity(key.Partition, key.Row) { ["Json"] = "null" }, TableUpdateMode.Replace, Token);
    }

    private static bool IsThread(Uri uri) =>
        uri.AbsolutePath.Contains($"/{ThreadStore.Table}(", StringComparison.Ordinal);
}
