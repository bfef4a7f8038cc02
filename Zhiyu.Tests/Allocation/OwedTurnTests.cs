using Zhiyu.Core.Allocation;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

/// <summary>The author of a post, and agents that are directly asked, have places of their own.</summary>
[Trait("Set", "Quick")]
public sealed class OwedTurnTests
{
    private const string Author = "author";

    private static readonly AllocationOptions Options = new()
    {
        BaseQuotaComment = 3, ThreadQuotaShort = 8, ThreadQuotaLong = 20, OwedPlaces = 2,
    };

    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());

    [Fact]
    public void The_kept_places_are_for_those_that_are_owed_a_turn()
    {
        var decision = Decide(Input("好。", taken: 6));

        Assert.Equal([Author], decision.Record.SelectedAgents);
        Assert.Equal((0, 2), (decision.Record.Quota!.Value, decision.Record.Quota.OwedPlaces));
        Assert.Equal(Quota.ShortWindow, decision.Record.Quota.BindingTerm);
        Assert.Equal(2, CandidateOf(decision, Author).Terms["owed"]);
        Assert.False(decision.IsHeldByWindow);
    }

    [Fact]
    public void Nothing_goes_beyond_the_windows() => Assert.True(Decide(Input("好。", taken: 8)).IsHeldByWindow);

    [Fact]
    public void While_there_are_places_for_all_the_owed_ones_are_among_them()
    {
        var decision = Decide(Input("好。", taken: 0));

        Assert.Equal((3, 0), (decision.Record.Quota!.Value, decision.Record.Quota.OwedPlaces));
        Assert.Equal(3, decision.Runs.Count);
        Assert.Contains(decision.Runs, run => run.AgentId == Author);
    }

    [Theory]
    [InlineData("你怎么看？", true)]
    [InlineData("What do you think?", true)]
    [InlineData("@asked 说得好。", true)]
    [InlineData("说得好。", false)]
    public void An_agent_that_is_asked_is_owed_a_turn_even_if_it_has_just_spoken(string body, bool isOwed)
    {
        var input = Input(body, taken: 6) with { AddressedTo = body[0] == '@' ? null : "asked" };

        var asked = CandidateOf(
            Decide(input with
            {
                Window = input.Window.With(["asked", Author], "x", [], Some.Time, TimeSpan.FromDays(1)),
            }),
            "asked");

        Assert.Equal(isOwed, asked.Owed);
        Assert.DoesNotContain(CandidateFilter.AnsweredRecently, asked.Filters);
    }

    [Fact]
    public void The_author_is_owed_one_turn_in_each_thread_interval()
    {
        var input = Input("好。", taken: 6);
        var window = input.Window.With([Author], "x", [], Some.Time, TimeSpan.FromDays(1));

        var soon = CandidateOf(Decide(input with { Window = window }), Author);
        var later = CandidateOf(
            Decide(input with { Window = window, Now = Some.Time + Options.ThreadInterval }), Author);

        Assert.Equal((false, true), (soon.Owed, later.Owed));
        Assert.Contains(CandidateFilter.AnsweredRecently, soon.Filters);
    }

    [Fact]
    public void No_agent_answers_itself()
    {
        var input = Input("你怎么看？", taken: 6);
        var own = Some.Comment(Thread, 1, Author) with { Body = "我自己也想问：author 怎么看？" };

        var decision = Decide(input with
        {
            Event = ForumEvent.Of(own, "philosophy"), Content = own, AddressedTo = Author,
        });

        Assert.False(CandidateOf(decision, Author).Owed);
        Assert.DoesNotContain(decision.Runs, run => run.AgentId == Author);
    }

    private static AllocationDecision Decide(AllocationInput input) => AllocationDecision.Decide(input, Options);

    private static Candidate CandidateOf(AllocationDecision decision, string agentId) =>
        decision.Record.Candidates.Single(candidate => candidate.AgentId == agentId);

    private static AllocationInput Input(string body, int taken)
    {
        var comment = Some.Comment(Thread, 1, author: "writer") with { Body = body };
        return new AllocationInput(
            ForumEvent.Of(comment, "philosophy"),
            Some.Post(Thread, Author),
            comment,
            Some.Community(),
            Some.Agent("writer"),
            AddressedTo: null,
            [
                .. ((string[])["writer", Author, "asked", "other", "another"])
                    .Select(id => new AgentAvailability(Some.Agent(id), LastCalledAt: null, Exhausted: null)),
            ],
            new ResponseWindow
            {
                Id = Thread, Responses = [.. Enumerable.Repeat(new Response("past", "x", Some.Time), taken)],
            },
            Degradation.None,
            Some.Time);
    }
}
