using Zhiyu.Core.Execution;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

[Trait("Set", "Quick")]
public sealed class RetryLimitsTests
{
    [Fact]
    public void A_run_whose_answers_were_lost_five_times_is_given_up()
    {
        var run = Some.Run(Ids.NewThread(Some.Time, Some.Random()), "bo") with { UnansweredCalls = 5 };

        Assert.StartsWith("gave up after 5 calls ", RetryLimits.ReasonOf(run, new ExecutionOptions())!);
        Assert.Null(RetryLimits.ReasonOf(run with { UnansweredCalls = 4 }, new ExecutionOptions()));
    }

    [Fact]
    public void A_redriven_run_has_all_its_attempts_again()
    {
        var run = Some.Run(Ids.NewThread(Some.Time, Some.Random()), "bo") with
        {
            Status = RunStatus.Failed, Failures = 5, Deaths = 40,
        };

        Assert.Null(RetryLimits.ReasonOf(run.Redrive(), new ExecutionOptions()));
    }
}
