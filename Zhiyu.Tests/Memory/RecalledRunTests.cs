using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

public sealed class RecalledRunTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Fact]
    public async Task A_run_keeps_what_its_agent_remembered_and_its_prompt_stays_the_same_after_the_memory_changed()
    {
        var store = World.Observer.Get<MemoryStore>();
        var entries = ForumWorld.Agents.Select(agent => EntryOf(agent)).ToList();
        foreach (var entry in entries) await store.AddAsync(entry, Token);
        var assignment = await AssignAsync();

        await Process.Get<Executor>().ExecuteAsync(assignment, Token);

        var prompt = (await World.Threads.FindAsync<Run>(assignment.RunId, Token))!.Row.Prompt!;
        var agentId = assignment.Assigned!.ToRun(assignment.RunId).Row.AgentId;
        var entryOfRun = entries.Single(entry => entry.AgentId == agentId);
        var note = Assert.Single(prompt.Context.Recalled);
        Assert.Equal((entryOfRun.RunId, entryOfRun.ContentId, "旧帖"), (note.RunId, note.ContentId, note.Place));
        Assert.Equal("ai", Assert.Single(prompt.Context.Relationships).AgentName);
        Assert.Contains("答应带来自由的名单。", World.Model.Prompts.Last(), StringComparison.Ordinal);

        await store.PutGoneAsync(entryOfRun.AgentId, entryOfRun.RunId, entryOfRun.At, Token);

        Assert.Empty((await World.Observer.Get<MemoryReader>().OfAsync(entryOfRun.AgentId, Token)).Entries);
        await using var successor = World.Start();
        Assert.Equal(prompt.Digest, Assert.IsType<PromptReplay.Same>(
            successor.Get<PromptLibrary>().Replay(prompt)).Prompt.Digest);
    }

    private static MemoryEntry EntryOf(string agent)
    {
        var thread = Ids.NewThread(Some.Time.AddDays(-7), Some.Random(7));
        return new MemoryEntry(
            Ids.Run(Ids.Event(thread, "post"), agent), agent, "philosophy", "旧帖", Ids.Comment(thread, 1),
            Some.Time.AddDays(-7),
            new RunNotes(thread, "ai", Attitude.Differs, [new Note(NoteKind.Promise, "ai", "答应带来自由的名单。")]));
    }

    private async Task<AssignmentMessage> AssignAsync()
    {
        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var call = Assert.Single(await Process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token));
        await Process.Get<Allocator>().AllocateAsync(call.Message!, Token);
        return (await Process.Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(1, Minute, Token))[0].Message!;
    }
}
