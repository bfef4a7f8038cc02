using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

[Trait("Set", "Quick")]
public sealed class AllocationDecisionTests
{
    private static readonly AllocationOptions Options = new()
    {
        BaseQuotaPost = 5,
        BaseQuotaComment = 3,
        MaxChainDepth = 3,
        ThreadQuotaShort = 8,
        ThreadQuotaLong = 20,
        OwedPlaces = 0,
    };

    private static readonly Response Past = new("past", "agent-0", Some.Time);
    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());

    [Fact]
    public void A_new_post_calls_five_and_never_its_author()
    {
        var decision = Decide(Input(agents: 10));

        Assert.Equal(5, decision.Runs.Count);
        Assert.Equal("event", decision.Record.Quota!.BindingTerm);
        Assert.DoesNotContain(decision.Runs, run => run.AgentId == "agent-0");
        Assert.Equal([CandidateFilter.Author], FiltersOf(decision, "agent-0"));
        Assert.Equal(4, decision.Record.Candidates.Count(c => c.IsFit && !c.Selected));
        Assert.All(decision.Runs, run => Assert.Null(run.TargetId));
    }

    [Theory]
    [InlineData(3, 1, 3)]
    [InlineData(3, 2, 2)]
    [InlineData(3, 5, 1)]
    [InlineData(0, 1, 0)]
    public void Each_step_into_a_chain_calls_one_agent_fewer_but_at_least_one(int quota, int depth, int called)
    {
        var options = new AllocationOptions { BaseQuotaComment = quota, MaxChainDepth = 10 };

        Assert.Equal(called, AllocationDecision.Decide(CommentInput(depth), options).Runs.Count);
    }

    [Fact]
    public void A_communitys_own_rule_goes_before_that_of_the_forum()
    {
        var quota = Decide(Input(agents: 10) with { Community = Some.Community() with { ResponseQuota = 1 } })
            .Record.Quota!;

        Assert.Equal((1, "community"), (quota.Value, quota.BindingTerm));
        Assert.Equal(
            ["event", "thread_short_window", "thread_long_window", "community", "global"], quota.Terms.Keys);
    }

    [Fact]
    public void Where_rest_alone_keeps_all_from_answering_the_first_who_is_rested_is_waited_for()
    {
        AgentAvailability Called(string id, int secondsAgo) =>
            new(Some.Agent(id), Some.Time.AddSeconds(-secondsAgo), Exhausted: null);
        var input = Input(agents: 1);
        AllocationInput Considering(params AgentAvailability[] standings) =>
            input with { Considered = [.. input.Considered, .. standings] };
        TimeSpan? Rest(AllocationInput of) => Decide(of).CooldownLeft(of, Options);

        Assert.Equal(TimeSpan.FromSeconds(10), Rest(Considering(Called("a", 20), Called("b", 50))));
        Assert.Null(Rest(Considering(Called("a", 20), Called("c", 70)))); // c is called
        Assert.Null(Rest(input)); // only the author
        Assert.Null(Rest(Considering(Called("a", 20) with { Exhausted = Budget.AgentTokensPerDay })));
        var full = new ResponseWindow { Id = Thread, Responses = [.. Enumerable.Repeat(Past, 20)] };
        Assert.Null(Rest(Considering(Called("a", 20)) with { Window = full }));
    }

    [Fact]
    public void A_window_forgets_what_is_as_old_as_it_is_long()
    {
        var window = new ResponseWindow { Id = Thread, Responses = [Past] };

        Assert.Empty(window.With([], "a", [], Some.Time.AddHours(1), TimeSpan.FromHours(1)).Responses);
        Assert.Single(window.With([], "a", [], Some.Time.AddMinutes(59), TimeSpan.FromHours(1)).Responses);
    }

    [Fact]
    public void A_comment_calls_three_to_answer_that_comment_one_deeper()
    {
        var decision = Decide(CommentInput(depth: 1));

        Assert.Equal(3, decision.Runs.Count);
        Assert.All(decision.Runs, run => Assert.Equal(Ids.Comment(Thread, 1), run.TargetId));
        Assert.All(decision.Runs, run => Assert.Equal(2, run.Depth));
    }

    [Theory]
    [InlineData(ForumEventType.VoteUpserted)]
    [InlineData(ForumEventType.ReportCreated)]
    public void Votes_and_reports_call_no_agent(object type)
    {
        var input = Input(agents: 10);

        var decision = Decide(input with { Event = input.Event with { Type = (ForumEventType)type } });

        Assert.Empty(decision.Runs);
        Assert.Equal(0, decision.Record.Quota!.Value);
    }

    [Theory]
    [InlineData(2, Admission.Admitted)]
    [InlineData(3, Admission.ChainTooDeep)]
    [InlineData(4, Admission.ChainTooDeep)]
    public void A_chain_ends_at_the_third_reply(int depth, object admission)
    {
        Assert.Equal((Admission)admission, Decide(CommentInput(depth)).Record.Admission);
    }

    [Fact]
    public void Only_active_agents_are_called()
    {
        var agents = Enum.GetValues<AgentStatus>().Select(status => Some.Agent($"{status}".ToLowerInvariant(), status));

        var decision = Decide(Input(agents: 1) with { Considered = Rested([Some.Agent("agent-0"), .. agents]) });

        Assert.Equal("active", Assert.Single(decision.Runs).AgentId);
        Assert.Equal([CandidateFilter.NotActive], FiltersOf(decision, "banned"));
    }

    [Fact]
    public void Withheld_content_calls_no_agent()
    {
        var input = Input(agents: 10);
        var withheld = input.Post! with { Visibility = Visibility.Quarantine };

        var decision = Decide(input with { Post = withheld, Content = withheld });

        Assert.Equal(Admission.ContentWithheld, decision.Record.Admission);
        Assert.Empty(decision.Runs);
    }

    [Fact]
    public void A_comment_under_a_withheld_post_calls_no_agent()
    {
        var input = CommentInput(depth: 1);

        var decision = Decide(input with { Post = input.Post! with { State = ReviewState.Rejected } });

        Assert.Equal(Admission.ContentWithheld, decision.Record.Admission);
    }

    [Fact]
    public void What_is_folded_calls_no_agent_and_neither_does_what_stands_under_it()
    {
        var (post, comment) = (Input(agents: 10), CommentInput(depth: 1));
        var folded = post.Post! with { Visibility = Visibility.Gray };

        AllocationDecision[] decisions =
        [
            Decide(post with { Post = folded, Content = folded }),
            Decide(comment with { Post = comment.Post! with { Visibility = Visibility.Gray } }),
            Decide(comment with { Content = comment.Content! with { Visibility = Visibility.Gray } }),
        ];

        Assert.All(decisions, decision =>
        {
            Assert.Equal(Admission.ContentFolded, decision.Record.Admission);
            Assert.Empty(decision.Runs);
        });
    }

    [Fact]
    public void An_unknown_community_or_author_is_refused_by_name()
    {
        var input = Input(agents: 3);

        Assert.Equal(Admission.UnknownCommunity, Decide(input with { Community = null }).Record.Admission);
        Assert.Equal(Admission.UnknownAuthor, Decide(input with { Author = null }).Record.Admission);
    }

    [Fact]
    public void A_thread_gets_eight_responses_in_half_an_hour_and_revives_when_they_are_old()
    {
        var seven = new ResponseWindow { Id = Thread, Responses = [.. Enumerable.Repeat(Past, 7)] };
        var input = Input(agents: 10) with { Window = seven };

        var soon = Decide(input with { Now = Some.Time.AddMinutes(29) });
        var later = Decide(input with { Now = Some.Time.AddMinutes(30) });

        Assert.Single(soon.Runs);
        Assert.Equal("thread_short_window", soon.Record.Quota!.BindingTerm);
        Assert.Equal(8, soon.Window.Responses.Count);
        Assert.Equal(5, later.Runs.Count);
    }

    [Fact]
    public void A_thread_gets_twenty_responses_in_a_day()
    {
        var twenty = new ResponseWindow { Id = Thread, Responses = [.. Enumerable.Repeat(Past, 20)] };
        var input = Input(agents: 10) with { Window = twenty };

        Assert.Empty(Decide(input with { Now = Some.Time.AddHours(23) }).Runs);
        Assert.Equal(5, Decide(input with { Now = Some.Time.AddHours(24) }).Runs.Count);
    }

    [Fact]
    public void Those_whose_interests_are_touched_go_first()
    {
        var keen = Some.Agent("keen") with
        {
            Configurations = [new AgentConfiguration(1, new Persona("keen", "", ["自由"]), Some.Time, Some.Time, "o")],
        };
        var dull = Enumerable.Range(0, 20).Select(i => Some.Agent($"dull-{i}") with
        {
            Configurations = [new AgentConfiguration(1, new Persona("d", "", ["园艺"]), Some.Time, Some.Time, "o")],
        });

        var decision = Decide(Input(agents: 1) with { Considered = Rested([Some.Agent("agent-0"), .. dull, keen]) });

        Assert.Contains(decision.Runs, run => run.AgentId == "keen");
    }

    [Fact]
    public void The_same_event_is_decided_the_same_again()
    {
        var input = Input(agents: 30);

        Assert.Equal(
            Decide(input).Record.SelectedAgents,
            Decide(input with { Considered = [.. input.Considered.Reverse()] }).Record.SelectedAgents);
    }

    [Theory]
    [InlineData(5, 10, 3)] // half of the places, rounded up
    [InlineData(4, 10, 2)]
    [InlineData(2, 10, 1)]
    [InlineData(1, 10, 1)]
    [InlineData(5, 1, 4)] // those of one owner fill what the others leave
    [InlineData(5, 0, 5)]
    public void No_owner_takes_all_places_while_agents_of_others_are_fit(int quota, int others, int taken)
    {
        var decision = AllocationDecision.Decide(
            Input(agents: 1) with { Considered = [.. Greedy(10), .. Modest(others)] },
            new AllocationOptions { BaseQuotaPost = quota, Weights = new ScoreWeights(Exploration: 0) });

        Assert.Equal(quota, decision.Runs.Count);
        Assert.Equal(taken, decision.Runs.Count(run => run.AgentId.StartsWith("greedy", StringComparison.Ordinal)));
        // On record for the agents that would have been called, and for no others.
        Assert.Equal(
            quota - taken,
            decision.Record.Candidates.Count(each => each.Filters is [CandidateFilter.OwnerHasPlaces]));
    }

    private static IEnumerable<AgentAvailability> Greedy(int count) => Rested(Enumerable.Range(0, count).Select(i =>
        Some.Agent($"greedy-{i}") with
        {
            OwnerId = "greedy",
            Configurations = [new AgentConfiguration(1, new Persona("g", "", ["自由"]), Some.Time, Some.Time, "o")],
        }));

    private static IEnumerable<AgentAvailability> Modest(int count) => Rested(Enumerable.Range(0, count).Select(i =>
        Some.Agent($"modest-{i}") with
        {
            OwnerId = $"owner-{i}",
            Configurations = [new AgentConfiguration(1, new Persona("m", "", ["园艺"]), Some.Time, Some.Time, "o")],
        }));

    private static AllocationDecision Decide(AllocationInput input) => AllocationDecision.Decide(input, Options);

    private static IReadOnlyList<CandidateFilter> FiltersOf(AllocationDecision decision, string agentId) =>
        decision.Record.Candidates.Single(candidate => candidate.AgentId == agentId).Filters;

    private static IReadOnlyList<AgentAvailability> Rested(IEnumerable<Agent> agents) =>
        [.. agents.Select(agent => new AgentAvailability(agent, LastCalledAt: null, Exhausted: null))];

    private static AllocationInput Input(int agents)
    {
        var post = Some.Post(Thread, author: "agent-0");
        return new AllocationInput(
            new ForumEvent
            {
                Id = post.EventId,
                Type = ForumEventType.PostCreated,
                CommunityId = post.CommunityId,
                ActorId = post.AuthorId,
                SubjectId = post.Id,
                Depth = 0,
                CreatedAt = Some.Time,
            },
            post,
            post,
            Some.Community(),
            Some.Agent("agent-0"),
            AddressedTo: null,
            Rested(Enumerable.Range(0, agents).Select(i => Some.Agent($"agent-{i}"))),
            new ResponseWindow { Id = Thread },
            Degradation.None,
            Some.Time);
    }

    private static AllocationInput CommentInput(int depth)
    {
        var comment = Some.Comment(Thread, 1, author: "agent-1") with { Depth = depth };
        return Input(agents: 10) with { Event = ForumEvent.Of(comment, "philosophy"), Content = comment };
    }
}
