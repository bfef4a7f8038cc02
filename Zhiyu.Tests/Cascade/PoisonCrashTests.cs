using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Cascade;

/// <summary>
/// The host gave up a message; the process that takes it dies at its k-th storage operation, and the message comes again.
/// For every k what has not failed goes on and ends once, and what has failed is on record.
/// </summary>
public sealed class PoisonCrashTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal enum Given
    {
        UndecidedEvent,
        DecidedEvent,
        UntouchedRun,
        RunThatDied,
        RunThatFailed,
        RunThatEnded,
    }

    [Theory]
    [InlineData(Given.UndecidedEvent, Death.Before)]
    [InlineData(Given.UndecidedEvent, Death.After)]
    [InlineData(Given.DecidedEvent, Death.Before)]
    [InlineData(Given.DecidedEvent, Death.After)]
    [InlineData(Given.UntouchedRun, Death.Before)]
    [InlineData(Given.UntouchedRun, Death.After)]
    [InlineData(Given.RunThatDied, Death.Before)]
    [InlineData(Given.RunThatDied, Death.After)]
    [InlineData(Given.RunThatFailed, Death.Before)]
    [InlineData(Given.RunThatFailed, Death.After)]
    [InlineData(Given.RunThatEnded, Death.Before)]
    [InlineData(Given.RunThatEnded, Death.After)]
    internal async Task What_did_not_fail_goes_on_wherever_the_process_dies(Given given, Death death)
    {
        var operations = await CaseAsync(diesAt: null, death, given);
        await Deaths.AtEachAsync(operations, k => CaseAsync(k, death, given), Token);
    }

    private async Task<int> CaseAsync(int? diesAt, Death death, Given given)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Quotas.BaseQuotaComment = 0;
        var (queue, text, runId, post) = await MakeAsync(world, given);
        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            try
            {
                await process.Get<PoisonMessageProcessor>().RecordAsync(queue, text, Token);
            }
            catch (ProcessDiedException)
            {
            }
        }

        Assert.Equal(diesAt is not null, mortal.IsDead);
        await using var successor = world.Start();
        if (mortal.IsDead) await successor.Get<PoisonMessageProcessor>().RecordAsync(queue, text, Token);
        await successor.DrainAsync(Token);

        var audit = await CascadeAudit.ReadAsync(world.Account, post, Token);
        audit.AssertExactlyOnce();
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, audit.Runs, Token);
        Assert.Equal(3, audit.Runs.Count);
        var failed = audit.Runs.Where(run => run.Status == RunStatus.Failed).Select(run => run.Id);
        Assert.Equal(given == Given.RunThatFailed ? [runId!] : [], failed);
        Assert.Equal(
            failed,
            (await successor.Get<PoisonStore>().PageAsync(null, 10, Token)).Select(record => record.Row.Id));
        return mortal.Operations;
    }

    private static async Task<(string Queue, string Text, string? RunId, string Post)> MakeAsync(
        ForumWorld world, Given given)
    {
        await using var maker = world.Start();
        var written = Assert.IsType<WriteResult<Post>.Written>(
            await maker.Get<PostWriter>().WriteAsync(Some.NewPost(), Token));
        var call = await TakeAsync(maker.Get<IWorkQueue<EventMessage>>(), _ => true);
        var postId = written.Value.Id;
        if (given == Given.UndecidedEvent) return (EventMessage.Queue, TextOf(call), null, postId);
        await maker.Get<Allocator>().AllocateAsync(call, Token);
        if (given == Given.DecidedEvent) return (EventMessage.Queue, TextOf(call), null, postId);

        var runId = Ids.Run(call.EventId, "bo");
        var assignment = await TakeAsync(maker.Get<IWorkQueue<AssignmentMessage>>(), each => each.RunId == runId);
        var run = (await world.Threads.FindAsync<Run>(runId, Token))!;
        var changed = given switch
        {
            Given.RunThatDied => run.Row.Claim(world.Clock.GetUtcNow().AddMinutes(-1)),
            Given.RunThatFailed => run.Row.Claim(world.Clock.GetUtcNow()) with
            {
                LeasedUntil = null, Failures = 5, Reason = "NotSupportedException",
            },
            _ => run.Row,
        };
        if (changed != run.Row)
            await world.Threads.CommitAsync(new ThreadTransaction(postId).Replace(run, changed), Token);
        // Its event is notified after its end; a process that died in between leaves that to this message.
        if (given == Given.RunThatEnded)
        {
            await maker.Get<Executor>().ExecuteAsync(assignment, Token);
            await TakeAsync(maker.Get<IWorkQueue<EventMessage>>(), _ => true);
        }

        return (AssignmentMessage.Queue, TextOf(assignment), runId, postId);
    }

    /// <summary>Takes one message off its queue for good; the others stay.</summary>
    private static async Task<T> TakeAsync<T>(IWorkQueue<T> queue, Func<T, bool> isMeant) where T : class
    {
        var received = await queue.ReceiveAsync(32, TimeSpan.FromSeconds(1), Token);
        var taken = Assert.Single(received, each => isMeant(each.Message!));
        await queue.DeleteAsync(taken.Receipt, Token);
        return taken.Message!;
    }

    private static string TextOf<T>(T message) where T : class => QueueText.Write(message);
}
