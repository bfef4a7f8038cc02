using Zhiyu.Core.Allocation;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

/// <summary>Which unanswered events a window remembers, and when they are asked again.</summary>
[Trait("Set", "Quick")]
public sealed class RevisitPlanTests
{
    private static readonly AllocationOptions Options = new()
    {
        ThreadQuotaShort = 4, ThreadQuotaLong = 6, OwedPlaces = 1, ResponseSpacing = TimeSpan.FromMinutes(4),
    };

    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());

    [Fact]
    public void The_first_plans_a_revisit_for_the_time_of_the_next_free_place_and_the_second_only_joins()
    {
        var one = Window(0, 5, 10).Remember(Event("a", minute: 10), At(10), Options);
        var two = one.Remember(Event("b", minute: 12), At(12), Options);

        Assert.Equal((1, At(30)), (one.Revisit, one.RevisitAt));
        Assert.Equal((1, At(30)), (two.Revisit, two.RevisitAt));
        Assert.Equal(["b", "a"], two.Unanswered.Select(each => each.EventId));
    }

    [Theory]
    [InlineData(false, 3, 30)] // the places that are kept do not count
    [InlineData(true, 3, 14)] // but for one that is owed a turn: soon
    [InlineData(true, 4, 30)]
    [InlineData(false, 5, (24 * 60))] // the day's window
    public void A_place_is_free_when_both_windows_have_one(bool isOwed, int taken, int minute)
    {
        var window = Window([.. Enumerable.Repeat(0, taken)]);

        Assert.Equal(
            At(minute), window.Remember(Event("a", 10, isOwed), At(10), Options).RevisitAt);
    }

    [Fact]
    public void One_that_is_owed_a_turn_and_still_has_no_place_waits_for_a_place_of_all()
    {
        var window = Window(0, 0, 0).Remember(Event("a", 10, isOwed: true), At(10), Options)
            .Remember(Event("b", 11), At(11), Options);

        var postponed = window.Postpone("a", At(14), Options);

        Assert.Equal((2, At(30)), (postponed.Revisit, postponed.RevisitAt));
        Assert.Equal(["b", "a"], postponed.Unanswered.Select(each => each.EventId));
    }

    [Fact]
    public void Eight_are_kept_the_owed_before_the_newest()
    {
        var window = Window(0, 0, 0);
        foreach (var i in Enumerable.Range(0, 12))
            window = window.Remember(Event($"{i}", minute: i, isOwed: i < 2), At(i), Options);

        Assert.Equal(["1", "0", "11", "10", "9", "8", "7", "6"], window.Unanswered.Select(each => each.EventId));
    }

    [Fact]
    public void What_was_asked_again_is_forgotten_and_the_next_has_a_number_of_its_own()
    {
        var window = Window(0, 5, 10).Remember(Event("a", 10), At(10), Options)
            .Remember(Event("b", 11), At(11), Options);

        var next = window.Forget("b", At(30), Options);
        var last = next.Forget("a", At(40), Options);

        Assert.Equal((2, At(34)), (next.Revisit, next.RevisitAt));
        Assert.Equal([new RevisitedEvent(1, "b"), new RevisitedEvent(2, "a")], last.Revisited);
        Assert.Equal((2, 0), (last.Revisit, last.Unanswered.Count));
    }

    [Fact]
    public void What_is_too_old_or_can_never_have_a_place_is_forgotten()
    {
        var window = Window(0, 0, 0).Remember(Event("a", 0), At(0), Options);

        Assert.Empty(window.Plan(At(2 * 24 * 60), Options).Unanswered);
        Assert.Empty(window.Plan(At(1), new AllocationOptions { ThreadQuotaLong = 1, OwedPlaces = 1 }).Unanswered);
    }

    [Fact]
    public void A_revisit_that_is_an_hour_late_is_overdue()
    {
        var window = Window(0, 0, 0).Remember(Event("a", 0), At(0), Options);

        Assert.Equal((false, true), (window.IsOverdue(At(90)), window.IsOverdue(At(91))));
        Assert.False(window.Forget("a", At(30), Options).IsOverdue(At(1_000)));
    }

    private static DateTimeOffset At(int minute) => Some.Time.AddMinutes(minute);

    private static UnansweredEvent Event(string id, int minute, bool isOwed = false) => new(id, id, isOwed, At(minute));

    private static ResponseWindow Window(params int[] minutes) => new()
    {
        Id = Thread, Responses = [.. minutes.Select(minute => new Response("past", "x", At(minute)))],
    };
}
