using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Tests.Support;
using static Zhiyu.Tests.Allocation.SomeCandidate;

namespace Zhiyu.Tests.Allocation;

/// <summary>What keeps an agent from answering a comment of another's, and what makes it fitting.</summary>
[Trait("Set", "Quick")]
public sealed class CandidateTests
{
    [Fact]
    public void Nothing_keeps_an_agent_that_is_rested_and_welcome() => Assert.Empty(FiltersOf(Me()));

    [Fact]
    public void It_does_not_answer_itself() =>
        Assert.Equal([CandidateFilter.Author], FiltersOf(Me() with { Agent = Some.Agent("writer") }));

    [Theory]
    [InlineData(AgentStatus.Limited)]
    [InlineData(AgentStatus.Quarantined)]
    [InlineData(AgentStatus.Banned)]
    internal void Only_an_active_one_answers(AgentStatus status) =>
        Assert.Equal([CandidateFilter.NotActive], FiltersOf(Me() with { Agent = Some.Agent("me", status) }));

    [Theory]
    [InlineData("philosophy", "", true)]
    [InlineData("science", "", false)]
    [InlineData("", "philosophy", false)]
    [InlineData("", "science", true)]
    [InlineData("philosophy", "philosophy", false)]
    public void Its_communities_are_kept_to(string allowed, string blocked, bool welcome)
    {
        var filters = FiltersOf(Me(Setup with { Communities = Listed(allowed), BlockedCommunities = Listed(blocked) }));

        Assert.Equal(welcome ? [] : [CandidateFilter.CommunityNotAllowed], filters);
    }

    [Theory] // It is 08:00 in UTC, 16:00 in Shanghai, 03:00 in New York.
    [InlineData(9, 17, "Asia/Shanghai", true)]
    [InlineData(17, 23, "Asia/Shanghai", false)]
    [InlineData(9, 16, "Asia/Shanghai", false)]
    [InlineData(22, 4, "America/New_York", true)]
    [InlineData(22, 3, "America/New_York", false)]
    [InlineData(5, 5, "UTC", true)]
    public void It_speaks_in_its_hours_where_it_lives(int from, int to, string timeZone, bool awake)
    {
        var hours = new ActiveHours(new TimeOnly(from, 0), new TimeOnly(to, 0), timeZone);

        var filters = FiltersOf(Me(Setup with { ActiveHours = hours }));

        Assert.Equal(awake ? [] : [CandidateFilter.OutsideActiveHours], filters);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void It_rests_a_minute(int secondsAgo, bool rests) => Assert.Equal(
        rests ? [CandidateFilter.CoolingDown] : [],
        FiltersOf(Me() with { LastCalledAt = Some.Time.AddSeconds(-secondsAgo) }));

    [Fact]
    public void What_its_budgets_do_not_allow_is_not_begun() => Assert.Equal(
        [CandidateFilter.BudgetExhausted], FiltersOf(Me() with { Exhausted = Budget.AgentTokensPerDay }));

    [Theory]
    [InlineData(19, "我看未必。", "other", true)]
    [InlineData(20, "我看未必。", "other", false)]
    [InlineData(19, "我看未必。", "me", false)]
    [InlineData(19, "「Mei」怎么看？", "other", false)]
    [InlineData(19, "我看 Mei 的话说得不对，Meister 说得对。", "other", true)]
    public void It_keeps_out_of_a_thread_for_a_while_unless_it_is_addressed(
        int minutesAgo, string body, string addressedTo, bool keepsOut)
    {
        var window = Window(new Response("me", "third", Some.Time.AddMinutes(-minutesAgo)));

        var mei = Me(Setup with { Persona = Setup.Persona with { Name = "Mei" } });
        var filters = FiltersOf(mei, Input(body) with { Window = window, AddressedTo = addressedTo });

        Assert.Equal(keepsOut ? [CandidateFilter.AnsweredRecently] : [], filters);
    }

    [Theory]
    [InlineData("阿青", "阿青，你怎么看？", true)]
    [InlineData("阿青", "阿青你怎么看？", true)]
    [InlineData("阿青", "说到底。\n  阿青：你来。", true)]
    [InlineData("阿青", "> 阿青，旧话。", true)]
    [InlineData("阿青", "你说呢，阿青？", true)]
    [InlineData("阿青", "你说呢，阿青", true)]
    [InlineData("阿青", "「阿青」怎么看？", true)]
    [InlineData("阿青", "**阿青**，你看。", true)]
    [InlineData("阿青", "谢谢阿青！", true)]
    [InlineData("阿青", "请 @阿青 来说", true)]
    [InlineData("阿青", "问一下@阿青你怎么看", true)]
    [InlineData("阿青", "问一下＠阿青", true)]
    [InlineData("阿青", "我觉得阿青的话不对。", false)]
    [InlineData("阿青", "阿青山下有人家。", false)]
    [InlineData("阿青", "他说的是阿青山。", false)]
    [InlineData("阿青", "我同意 阿青 的看法", false)]
    [InlineData("Ada", "Ada, what do you think?", true)]
    [InlineData("Ada", "What do you think, ada?", true)]
    [InlineData("Ada", "Ada what do you think", true)]
    [InlineData("Ada", "I agree with Ada.", true)]
    [InlineData("Ada", "Well, (Ada) knows.", true)]
    [InlineData("Ada", "我想问问Ada，你怎么看", true)]
    [InlineData("Ada", "see @Ada and others", true)]
    [InlineData("Ada", "I think Ada is right about it", false)]
    [InlineData("Ada", "Adam, what do you think?", false)]
    [InlineData("Ada", "He told @Adam so", false)]
    [InlineData("Ada", "Write to me@ada.example now", false)]
    [InlineData("Ada", "That is Ada's idea of it", false)]
    [InlineData("Ada", "It stands on www.ada.example, they say", false)]
    [InlineData("Ada", "pre-Ada times", false)]
    [InlineData("Dr. Who", "So, Dr. Who, where are you?", true)]
    [InlineData("我们", "我们都这么想。", false)]
    [InlineData("我们", "说到底，我们，也一样。", false)]
    [InlineData("我们", "@我们 你怎么看", true)]
    [InlineData("AI", "AI 的将来，AI，会怎样？AI。", false)]
    [InlineData("AI", "@AI 你怎么看", true)]
    [InlineData("the", "The end is near. The, the.", false)]
    [InlineData("青", "青，一种颜色。", false)]
    [InlineData("2024", "2024, a year.", false)]
    public void A_name_is_an_address_where_it_is_called_and_not_where_its_letters_stand(
        string name, string body, bool isAddressed)
    {
        var me = Me(Setup with { Persona = Setup.Persona with { Name = name } });
        var named = me with { Agent = me.Agent with { DisplayName = name } };

        var terms = Assert.Single(Decide(With(Input(body), named)).Record.Candidates).Terms;

        Assert.Equal(isAddressed ? 4 : 0, terms["addressed"]);
    }

    [Fact]
    public void An_agent_whose_name_is_a_common_word_is_addressed_by_a_reply() => Assert.Equal(
        4,
        Assert.Single(Decide(With(Input("我们都这么想。") with { AddressedTo = "me" }, Me())).Record.Candidates)
            .Terms["addressed"]);

    [Theory]
    [InlineData("me>writer writer>me me>writer", "好。", false)]
    [InlineData("me>writer writer>me me>writer writer>me", "好。", true)]
    [InlineData("me>writer writer>me me>writer writer>me", "说到自由。", false)] // a new idea
    [InlineData("me>writer writer>me third>me me>writer writer>me", "好。", false)] // a third voice
    [InlineData("me>writer writer>me me>writer writer>me third>writer", "好。", false)]
    [InlineData("me>third writer>me me>writer writer>me", "好。", false)] // to a third one
    public void Two_do_not_answer_each_other_for_ever(string turns, string body, bool ends)
    {
        var past = turns.Split(' ').Select(turn => turn.Split('>'))
            .Select(turn => new Response(turn[0], turn[1], Some.Time.AddHours(-1)));
        var input = Input(body) with { Window = Window([.. past]), AddressedTo = "me" };

        Assert.Equal(ends ? [CandidateFilter.PingPong] : [], FiltersOf(Me(), input));
    }

    [Fact]
    public void An_idea_is_new_once()
    {
        var first = Decide(Input("说到自由。"));
        var again = new Topic(Input("还是自由。") with { Window = first.Window });

        Assert.Equal(["自由"], again.Ideas);
        Assert.False(again.HasNewIdea);
    }

    [Fact]
    public void Each_term_of_the_score_is_on_record()
    {
        var input = Input("「me」，自由和语言是一回事吗？") with { AddressedTo = "me" };
        var standing = Me(Setup with { Communities = ["philosophy"] });

        var terms = Assert.Single(Decide(With(input, standing)).Record.Candidates).Terms;

        Assert.Equal(
            [
                ("interest", 3), ("membership", 1), ("addressed", 4), ("owed", 2), ("freshness", 1),
                ("silence", 1.5), ("reputation", 0.25),
            ],
            terms.Take(7).Select(term => (term.Key, term.Value)));
        Assert.InRange(terms["exploration"], 0.001, 1);
    }

    [Fact]
    public void A_term_is_as_high_as_there_is_reason_for_it()
    {
        var terms = Assert.Single(Decide(With(Input("说到自由。"), Me(Setup with { Communities = [] }))).Record.Candidates)
            .Terms;

        Assert.Equal((1.5, 0.0, 0.0), (terms["interest"], terms["membership"], terms["addressed"]));
    }

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(1, 0.375)]
    [InlineData(-1, 0.125)]
    [InlineData(4, 0.45)]
    public void The_first_votes_count_the_most(double reputation, double term) => Assert.Equal(
        term,
        Assert.Single(Decide(With(Input("好。"), Me() with { Reputation = reputation })).Record.Candidates)
            .Terms["reputation"]);

    [Theory]
    [InlineData(Degradation.Reduced)]
    [InlineData(Degradation.Minimal)]
    internal void No_agent_is_explored_while_work_waits(Degradation level)
    {
        var candidates = Decide(Input("好。") with { Degradation = level }).Record.Candidates;

        Assert.Equal(0, Assert.Single(candidates).Terms["exploration"]);
    }

    [Fact]
    public void Who_was_silent_longer_goes_first()
    {
        AgentAvailability Silent(string id, int hours) => new(Some.Agent(id), Some.Time.AddHours(-hours), Exhausted: null);
        var considered = Enumerable.Range(1, 6).Select(hours => Silent($"h{hours}", hours)).ToList();
        var options = new AllocationOptions { BaseQuotaComment = 3, Weights = new ScoreWeights(Exploration: 0) };

        var decision = AllocationDecision.Decide(Input("好。") with { Considered = considered }, options);

        Assert.Equal(["h4", "h5", "h6"], decision.Record.SelectedAgents.Order());
    }

    private static string[] Listed(string name) => name.Length == 0 ? [] : [name];
}
