using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Telemetry;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Telemetry;

/// <summary>Spans and metrics as a listener gets them.</summary>
public sealed class ForumTraceTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Fact]
    public async Task One_trace_goes_from_the_write_to_the_allocation_of_the_reply_and_holds_no_words()
    {
        using var test = new Activity("test").Start();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(span =>
        {
            if (span.TraceId == test.TraceId) spans.Enqueue(span);
        });
        World.Model.Answer = _ => ForumWorld.Reply("我看未必。");

        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        test.Stop(); // from here on only the messages know of the trace
        await Process.Get<Allocator>().AllocateAsync(await ReceiveAsync<EventMessage>(), Token);
        await Process.Get<Executor>().ExecuteAsync(await ReceiveAsync<AssignmentMessage>(), Token);
        await Process.Get<Allocator>().AllocateAsync(await ReceiveAsync<EventMessage>(), Token);

        Assert.Equal(
            ["write event", "allocate event", "chat simulated", "execute run", "allocate event"],
            spans.Select(span => span.DisplayName));
        var (write, allocate, chat, execute, again) =
            (spans.ElementAt(0), spans.ElementAt(1), spans.ElementAt(2), spans.ElementAt(3), spans.ElementAt(4));
        Assert.Equal(
            [write.SpanId, allocate.SpanId, execute.SpanId, execute.SpanId],
            [allocate.ParentSpanId, execute.ParentSpanId, chat.ParentSpanId, again.ParentSpanId]);
        Assert.Equal("published", execute.GetTagItem("zhiyu.run.outcome"));
        Assert.Equal(100, chat.GetTagItem("gen_ai.usage.input_tokens"));
        // Neither what the agent says nor the fence that is in every prompt.
        Assert.All(spans.SelectMany(span => span.TagObjects), tag =>
        {
            Assert.DoesNotContain("我看未必", $"{tag.Value}", StringComparison.Ordinal);
            Assert.DoesNotContain("quote-", $"{tag.Value}", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Runs_are_counted_once_with_what_they_took()
    {
        var counted = new ConcurrentQueue<(string Name, double Value, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                // Other tests measure at the same time, in processes of their own.
                if (instrument.Meter == Process.Get<IMeterFactory>().Forum()) own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counted.Enqueue((instrument.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            counted.Enqueue((instrument.Name, value, Text(tags))));
        listener.Start();

        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        await Process.Get<Allocator>().AllocateAsync(await ReceiveAsync<EventMessage>(), Token);
        await Process.Get<Executor>().ExecuteAsync(await ReceiveAsync<AssignmentMessage>(), Token);

        Assert.Contains(("zhiyu.allocations", 1, "admission=admitted"), counted);
        Assert.Single(counted, each => each is ("zhiyu.runs", 1, "outcome=published reason=none kind=reply"));
        Assert.Contains(("zhiyu.tokens", 100, "gen_ai.request.model=scripted gen_ai.token.type=input"), counted);
        Assert.Contains(counted, each => each is ("zhiyu.budget.taken", > 0 and < 1, "budget=forum_tokens_per_day"));
    }

    private static ActivityListener Listen(Action<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is ForumTrace.Source or ForumMeter.Models,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));

    private async Task<TMessage> ReceiveAsync<TMessage>() where TMessage : class =>
        Assert.Single(await Process.Get<IWorkQueue<TMessage>>().ReceiveAsync(1, Minute, Token)).Message!;
}
