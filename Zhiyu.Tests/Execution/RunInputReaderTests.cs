using Zhiyu.Core.Execution;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

public sealed class RunInputReaderTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private const int Length = 150;

    private readonly string _thread = Ids.NewThread(Some.Time, Some.Random());

    [Fact]
    public async Task A_thread_is_read_in_two_transactions()
    {
        await WriteAsync();

        var (context, cost) = await ReadAsync(target: 140);

        Assert.Equal(2, cost);
        Assert.Equal(140, Ids.Sequence(context.Target!.Id));
        Assert.Equal(Enumerable.Range(51, 100).Except([140]), Sequences(context.Others));
        Assert.Equal(Length - 100, context.Omitted);
    }

    [Fact]
    public async Task What_led_to_the_target_is_looked_up_however_far_back()
    {
        await WriteAsync((Length, 3), (3, 2), (2, 1));

        var (context, cost) = await ReadAsync(target: Length);

        Assert.Equal([1, 2, 3], Sequences(context.Ancestors));
        Assert.Equal(2 + 3, cost);
    }

    [Fact]
    public async Task Of_a_long_chain_the_nearest_are_looked_up()
    {
        await WriteAsync([(Length, 20), .. Enumerable.Range(2, 19).Select(n => (n, n - 1))]);

        var (context, cost) = await ReadAsync(target: Length);

        Assert.Equal(Enumerable.Range(11, 10), Sequences(context.Ancestors));
        Assert.Equal(2 + 10, cost);
    }

    [Fact]
    public async Task A_target_further_back_is_looked_up_with_what_led_to_it()
    {
        await WriteAsync((7, 5));

        var (context, cost) = await ReadAsync(target: 7);

        Assert.Equal(7, Ids.Sequence(context.Target!.Id));
        Assert.Equal([5], Sequences(context.Ancestors));
        Assert.Equal(2 + 2, cost);
    }

    [Fact]
    public async Task A_withheld_target_is_not_answered()
    {
        await WriteAsync();
        var hidden = (await World.Threads.FindAsync<Comment>(Ids.Comment(_thread, 7), Token))!;
        await World.Threads.CommitAsync(new ThreadTransaction(_thread).Replace(
            hidden, hidden.Row with { Visibility = Visibility.Quarantine }), Token);

        Assert.IsType<RunInput.Skipped>(await Process.Get<RunInputReader>().ReadAsync(RunAt(7), Token));
    }

    [Fact]
    public async Task An_agent_that_repeats_itself_is_told_its_worn_out_openings_and_no_other_is()
    {
        await WriteAsync();
        await Process.Get<QualityStore>().PutAsync(
            new QualityFindings(
                Some.Time,
                [
                    new QualityFinding(FindingKind.RepeatsItself, CommunityId: null, Score: 0.9, Some.Time)
                    {
                        AgentId = "ai",
                        Openings = ["说到这里"],
                    },
                ]),
            Token);

        var ai = Assert.IsType<RunInput.Reply>(await Process.Get<RunInputReader>().ReadAsync(RunAt(7), Token));
        var bo = Assert.IsType<RunInput.Reply>(
            await Process.Get<RunInputReader>().ReadAsync(RunAt(7) with { AgentId = "bo" }, Token));

        Assert.Equal(["说到这里"], ai.Context.WornOpenings);
        Assert.Empty(bo.Context.WornOpenings);
    }

    private static IEnumerable<int> Sequences(IEnumerable<QuotedComment> comments) =>
        comments.Select(comment => Ids.Sequence(comment.Id));

    // Short comments, so that all that is read is also quoted.
    private async Task WriteAsync(params (int Comment, int Parent)[] answers)
    {
        var parents = answers.ToDictionary(each => each.Comment, each => Ids.Comment(_thread, each.Parent));
        var transaction = new ThreadTransaction(_thread)
            .Add(Some.Post(_thread) with { LastSequence = Length, CommentCount = Length });
        for (var sequence = 1; sequence <= Length; sequence++)
        {
            transaction.Add(Some.Comment(_thread, sequence) with
            {
                Body = "嗯",
                ParentId = parents.GetValueOrDefault(sequence),
            });
            if (sequence is not (75 or Length)) continue;
            Assert.IsType<CommitResult.Committed>(await World.Threads.CommitAsync(transaction, Token));
            transaction = new ThreadTransaction(_thread);
        }
    }

    private async Task<(ReplyContext Context, int Cost)> ReadAsync(int target)
    {
        var reader = Process.Get<RunInputReader>();
        await reader.ReadAsync(RunAt(target), Token); // agents and communities are kept from here on
        var before = Process.Policy.Operations;
        var reading = Assert.IsType<RunInput.Reply>(await reader.ReadAsync(RunAt(target), Token));
        return ((ReplyContext)reading.Context, Process.Policy.Operations - before);
    }

    private Run RunAt(int target) => new()
    {
        Id = Ids.Run(Ids.Event(_thread, "post"), "ai"),
        AgentId = "ai",
        EventId = Ids.Event(_thread, "post"),
        CommunityId = "philosophy",
        TargetId = Ids.Comment(_thread, target),
        Depth = 1,
        CreatedAt = Some.Time,
    };
}
