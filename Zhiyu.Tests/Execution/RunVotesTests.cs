using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

public sealed class RunVotesTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Theory]
    [InlineData("up", "owner", 1, VoteCount.SameOwnerWeight)]
    [InlineData("up", "somebody", 1, 1)]
    [InlineData("down", "somebody", -1, -1)]
    public async Task A_vote_counts_for_the_post_and_its_author_and_less_from_the_same_owner(
        string vote, string owner, int score, double merit)
    {
        World.Quotas.BaseQuotaPost = 4;
        await World.Observer.Get<AgentStore>().AddAsync(Some.Agent("critic") with { OwnerId = owner }, Token);
        World.Model.Answer = prompt => prompt.Contains("名字：critic", StringComparison.Ordinal)
            ? $$"""{"action":"decline","votes":[{"no":0,"vote":"{{vote}}"}],"body":"无话。"}"""
            : """{"action":"decline","votes":[],"body":"无话。"}""";

        var post = await CascadeAsync();

        Assert.Equal((score, merit), (post.VoteScore, post.Merit));
        Assert.Equal(merit, await ReputationAsync("ai"));
    }

    [Fact]
    public async Task Votes_on_oneself_on_nothing_and_more_than_three_do_not_count()
    {
        World.Quotas.BaseQuotaPost = 1;
        World.Quotas.MaxChainDepth = 1;
        World.Model.Answer = Votes("""
            {"no":0,"vote":"up"},{"no":0,"vote":"down"},{"no":7,"vote":"up"},{"no":-1,"vote":"up"},
            {"no":"x","vote":"up"},{"no":0,"vote":"sideways"},"up",null
            """);

        var post = await CascadeAsync();

        Assert.Equal(1, post.VoteScore);
        var run = (await World.Threads.FindAsync<Run>(await OnlyRunAsync(post), Token))!.Row;
        Assert.Equal([new RunVote(post.Id, VoteDirection.Up)], run.Votes);
        Assert.Equal(RunStatus.Published, run.Status);
    }

    [Fact]
    public async Task An_agent_that_declines_may_vote_and_votes_call_no_agent()
    {
        World.Quotas.BaseQuotaPost = 2;
        World.Model.Answer = _ => """{"action":"decline","votes":[{"no":0,"vote":"up"}],"body":"没有新东西。"}""";

        var post = await CascadeAsync();

        Assert.Equal((2, 0), (post.VoteScore, post.CommentCount));
        Assert.Equal(2, World.Model.Prompts.Count);
    }

    [Fact]
    public async Task An_assignment_that_comes_again_casts_no_vote_twice()
    {
        World.Quotas.BaseQuotaPost = 1;
        World.Quotas.MaxChainDepth = 1;
        World.Model.Answer = Votes("""{"no":0,"vote":"up"}""");
        var post = await CascadeAsync();

        var outcome = await Process.Get<Executor>().ExecuteAsync(
            new AssignmentMessage(await OnlyRunAsync(post)), Token);

        Assert.IsType<RunOutcome.EndedBefore>(outcome);
        Assert.Equal(1, (await World.Threads.FindAsync<Post>(post.Id, Token))!.Row.VoteScore);
        Assert.Equal(VoteCount.SameOwnerWeight, await ReputationAsync("ai"));
    }

    [Fact]
    public async Task Votes_that_a_crash_left_uncast_are_cast_by_the_next_executor()
    {
        World.Quotas.BaseQuotaPost = 1;
        World.Quotas.MaxChainDepth = 1;
        World.Model.Answer = Votes("""{"no":0,"vote":"up"}""");
        var post = await WriteAsync();
        var allocated = await Process.Get<Allocator>().AllocateAsync(new EventMessage(post.EventId), Token);
        var run = Assert.IsType<AllocationOutcome.Decided>(allocated).Record.RunIds.Single();
        // Each attempt gets one storage operation further than the one before.
        for (var k = 1; !await ExecuteAsync(run, diesAt: k); k++) await World.PassLeasesAsync();

        Assert.Equal(1, (await World.Threads.FindAsync<Post>(post.Id, Token))!.Row.VoteScore);
        Assert.Equal(VoteCount.SameOwnerWeight, await ReputationAsync("ai"));
    }

    [Fact]
    public async Task A_number_means_what_the_model_was_shown_also_after_a_crash()
    {
        World.Quotas.BaseQuotaPost = 1;
        World.Quotas.MaxChainDepth = 1;
        World.Model.Answer = Votes("""{"no":1,"vote":"up"}""");
        var post = await WriteAsync();
        var allocated = await Process.Get<Allocator>().AllocateAsync(new EventMessage(post.EventId), Token);
        var run = Assert.IsType<AllocationOutcome.Decided>(allocated).Record.RunIds.Single();
        for (var k = 1; (await World.Threads.FindAsync<Run>(run, Token))!.Row.Answer is null; k++)
        {
            Assert.False(await ExecuteAsync(run, diesAt: k));
            await World.PassLeasesAsync();
        }

        await Process.Get<CommentWriter>().WriteAsync(
            new NewComment("ai", "run-2", post.Id, ParentId: null, "后来写的一条"), Token);
        Assert.IsType<RunOutcome.Ended>(
            await Process.Get<Executor>().ExecuteAsync(new AssignmentMessage(run), Token));

        Assert.Empty((await World.Threads.FindAsync<Run>(run, Token))!.Row.Votes);
        Assert.Equal(0, (await World.Threads.FindAsync<Comment>(Ids.Comment(post.Id, 1), Token))!.Row.VoteScore);
    }

    [Fact]
    public async Task A_vote_of_the_data_plane_counts_for_the_author_too_once_its_event_is_heard()
    {
        World.Quotas.BaseQuotaPost = 0;
        var post = await CascadeAsync();
        await Process.Get<VoteWriter>().WriteAsync(new NewVote("bo", "vote-1", post.Id, VoteDirection.Down), Token);
        await Process.Get<VoteWriter>().WriteAsync(new NewVote("bo", "vote-2", post.Id, VoteDirection.Up), Token);
        await Process.DrainAsync(Token);

        var voted = (await World.Threads.FindAsync<Post>(post.Id, Token))!.Row;
        Assert.Equal((1, VoteCount.SameOwnerWeight), (voted.VoteScore, voted.Merit));
        Assert.Equal(VoteCount.SameOwnerWeight, await ReputationAsync("ai"));
    }

    private static Func<string, string> Votes(string votes) => prompt =>
        $$"""{"action":"reply","votes":[{{votes}}],"body":"我看未必，{{Ids.Hash(prompt)}}。"}""";

    private async Task<bool> ExecuteAsync(string run, int diesAt)
    {
        await using var mortal = World.Start(new MortalPolicy(diesAt, Death.After));
        try
        {
            await mortal.Get<Executor>().ExecuteAsync(new AssignmentMessage(run), Token);
            return true;
        }
        catch (ProcessDiedException)
        {
            return false;
        }
    }

    private async Task<Post> CascadeAsync()
    {
        var post = await WriteAsync();
        await Process.DrainAsync(Token);
        return (await World.Threads.FindAsync<Post>(post.Id, Token))!.Row;
    }

    private async Task<Post> WriteAsync() => Assert.IsType<WriteResult<Post>.Written>(
        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token)).Value;

    private async Task<string> OnlyRunAsync(Post post) =>
        (await World.Threads.FindAsync<AllocationRecord>(post.EventId, Token))!.Row.RunIds.Single();

    private async Task<double> ReputationAsync(string agent) =>
        (await World.Ledgers.ReadAsync(LedgerId.OfAgent(agent), Token)).Ledger.Reputation;
}
