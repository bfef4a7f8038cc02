using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Functions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

[Trait("Set", "Quick")]
public sealed class QueueRegistryTests
{
    private static readonly IReadOnlyDictionary<string, string> FunctionsByQueue = (
        from type in typeof(ZhiyuApp).Assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<QueueTriggerAttribute>()
        where function is not null && trigger is not null
        select (trigger.QueueName, function.Name)).ToDictionary(each => each.QueueName, each => each.Name);

    [Fact]
    public void Every_queue_has_the_function_that_it_names_and_one_for_its_poison()
    {
        Assert.All(QueueRegistry.All, queue =>
        {
            Assert.Equal(queue.Function, FunctionsByQueue[queue.Name]);
            Assert.Contains(queue.PoisonName, FunctionsByQueue.Keys);
        });
    }

    [Fact]
    public void A_function_reads_only_queues_that_are_registered() => Assert.Equal(
        QueueRegistry.All.SelectMany(queue => new[] { queue.Name, queue.PoisonName }).Order(),
        FunctionsByQueue.Keys.Order());

    [Fact]
    public void A_text_that_the_program_cannot_have_sent_is_no_message()
    {
        var text = QueueText.Write(new EventMessage(Ids.Event(Ids.NewThread(Some.Time, Some.Random()), "cause")));

        Assert.True(QueueRegistry.IsMessage(EventMessage.Queue, text));
        Assert.False(QueueRegistry.IsMessage(AssignmentMessage.Queue, text));
        Assert.False(QueueRegistry.IsMessage(EventMessage.Queue, QueueText.Write(new EventMessage("no event"))));
        Assert.False(QueueRegistry.IsMessage(EventMessage.Queue, "no message"));
    }

    // The texts of messages that wait while the app is updated.
    [Fact]
    public void A_message_is_written_as_it_always_was()
    {
        var assignment = new AssignmentMessage("r", Deferrals: 2)
        {
            Assigned = new Assignment("kepu", "e", "tea", TargetId: null, 3, Some.Time, "W/\"1\""),
            NotBefore = Some.Time,
            TraceParent = null,
        };

        Assert.Equal(
            """
            {"runId":"r","deferrals":2,"assigned":{"agentId":"kepu","eventId":"e","communityId":"tea","depth":3,
            """ + $"\"createdAt\":\"{Some.Time:yyyy-MM-ddTHH:mm:sszzz}\",\"tag\":\"W/\\\"1\\\"\"}},"
                + $"\"notBefore\":\"{Some.Time:yyyy-MM-ddTHH:mm:sszzz}\"}}",
            QueueText.Shown(QueueText.Write(assignment)));
        Assert.Equal(
            """{"eventId":"e","looks":0,"waits":1,"failures":2,"outages":0,"deaths":0}""",
            QueueText.Shown(QueueText.Write(new EventMessage("e", Waits: 1) { Failures = 2, TraceParent = null })));
    }
}
