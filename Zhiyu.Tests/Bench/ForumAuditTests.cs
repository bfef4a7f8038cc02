using Zhiyu.Bench.Audit;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Bench;

/// <summary>An audit that can't find anything would find nothing whatever was lost.</summary>
public class ForumAuditTests
{
    private const string Thread = "06h0vgk42vzpcqpm";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly AcknowledgedWrites _writes = new();
    private readonly ForumRows _whole;

    public ForumAuditTests()
    {
        _writes.Add("write", Thread);
        var happened = new ForumEvent
        {
            Id = Ids.Event(Thread, "write"), Type = ForumEventType.PostCreated, CommunityId = "c", ActorId = "a",
            SubjectId = Thread, Depth = 0, CreatedAt = Now,
        };
        var run = new Run
        {
            Id = Ids.Run(happened.Id, "b"), AgentId = "b", EventId = happened.Id, CommunityId = "c", Depth = 1,
            CreatedAt = Now, Status = RunStatus.Published, ContentId = Ids.Comment(Thread, 1),
        };
        var answered = happened with
        {
            Id = Ids.Event(Thread, run.Id), Type = ForumEventType.CommentCreated, SubjectId = run.ContentId,
        };
        _whole = new ForumRows(
            [
                new Post
                {
                    Id = Thread, CommunityId = "c", AuthorId = "a", Title = "t", Body = "b", EventId = happened.Id,
                    RunId = "write", CommentCount = 1, LastSequence = 1, CreatedAt = Now, UpdatedAt = Now,
                },
            ],
            [
                new Comment
                {
                    Id = run.ContentId, AuthorId = "b", Body = "b", EventId = answered.Id, RunId = run.Id,
                    CreatedAt = Now, UpdatedAt = Now,
                },
            ],
            [happened, answered],
            [
                new AllocationRecord
                {
                    Id = happened.Id, Admission = Admission.Admitted, DecidedAt = Now,
                    Candidates = [new Candidate("b", [], new Dictionary<string, double>(), 0, Selected: true)],
                },
                new AllocationRecord { Id = answered.Id, Admission = Admission.Admitted, DecidedAt = Now },
            ],
            [run],
            Ledgers: [],
            [
                .. from feed in (string[])[FeedIndex.PartitionOf(null), FeedIndex.PartitionOf("c")]
                   select new FeedRow(feed, new FeedEntry(Thread, "c", Now)),
            ]);
    }

    [Fact]
    public void A_whole_forum_has_lost_and_duplicated_nothing()
    {
        var audit = Of(_whole);

        Assert.Empty(audit.Lost.Concat(audit.Duplicated).Concat(audit.OverBudget));
    }

    [Fact]
    public void A_write_that_was_acknowledged_and_is_not_there_is_lost()
    {
        _writes.Add("other", Ids.Comment(Thread, 2));

        Assert.Single(Of(_whole).Lost);
    }

    [Fact]
    public void A_run_that_has_not_ended_is_lost() =>
        Assert.Single(Of(_whole with { Runs = [_whole.Runs[0] with { Status = RunStatus.Running }] }).Lost);

    [Fact]
    public void A_run_that_was_called_and_is_not_there_is_lost() =>
        Assert.NotEmpty(Of(_whole with { Runs = [] }).Lost);

    [Fact]
    public void An_event_without_a_decision_is_lost() =>
        Assert.Single(Of(_whole with { Allocations = [_whole.Allocations[0]] }).Lost);

    [Fact]
    public void A_second_comment_of_a_run_is_a_duplicate() => Assert.NotEmpty(Of(_whole with
    {
        Comments = [.. _whole.Comments, _whole.Comments[0] with { Id = Ids.Comment(Thread, 2) }],
    }).Duplicated);

    [Fact]
    public void A_second_run_for_one_event_and_agent_is_a_duplicate() =>
        Assert.Contains(
            Of(_whole with { Runs = [Ended, Ended with { Id = $"{Ended.Id}2" }] }).Duplicated,
            finding => finding.Contains("for one event", StringComparison.Ordinal));

    [Fact]
    public void A_run_without_an_allocation_is_a_duplicate() => Assert.Single(Of(_whole with
    {
        Runs = [Ended, Ended with { Id = Ids.Run(Ended.EventId, "c"), AgentId = "c", Status = RunStatus.Declined }],
    }).Duplicated);

    [Fact]
    public void A_second_event_of_a_comment_is_a_duplicate()
    {
        var second = _whole.Events[1] with { Id = Ids.Event(Thread, "again") };

        Assert.Single(Of(_whole with
        {
            Events = [.. _whole.Events, second],
            Allocations = [.. _whole.Allocations, _whole.Allocations[1] with { Id = second.Id }],
        }).Duplicated);
    }

    [Fact]
    public void An_event_without_what_it_tells_of_is_lost()
    {
        var strange = _whole.Events[1] with { Id = Ids.Event(Thread, "strange"), SubjectId = Ids.Comment(Thread, 9) };

        Assert.Single(Of(_whole with
        {
            Events = [.. _whole.Events, strange],
            Allocations = [.. _whole.Allocations, _whole.Allocations[1] with { Id = strange.Id }],
        }).Lost);
    }

    [Fact]
    public void A_post_that_one_of_its_feeds_lacks_is_lost() =>
        Assert.All(_whole.Feed, missing => Assert.Single(Of(_whole with { Feed = [missing] }).Lost));

    [Fact]
    public void A_write_that_became_two_is_a_duplicate()
    {
        _writes.Add("write", Ids.Comment(Thread, 1));

        Assert.Single(Of(_whole).Duplicated);
    }

    [Fact]
    public void What_the_model_charged_beyond_the_budget_is_over_it() =>
        Assert.Single(Of(_whole, charged: 1_001).OverBudget);

    [Theory]
    [InlineData("gave up after 5 attempts that failed: TimeoutException", 1)]
    [InlineData("openai-compatible refused to answer.", 0)]
    public void A_run_that_was_given_up_is_told_from_one_that_was_refused(string reason, int givenUp) =>
        Assert.Equal(givenUp, Of(_whole with
        {
            Runs = [Ended with { Status = RunStatus.Failed, Reason = reason }],
        }).GivenUp.Count);

    private Run Ended => _whole.Runs[0];

    private AuditResult Of(ForumRows rows, long charged = 1_000) => ForumAudit.Of(
        _writes, rows, new Dictionary<string, long> { ["forum"] = 1_000 }, charged);
}
