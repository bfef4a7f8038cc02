using Zhiyu.Core.Execution;

namespace Zhiyu.Tests.Execution;

public sealed class DeferralTests
{
    [Theory]
    [InlineData(0, 0, 5)]
    [InlineData(3, 0, 40)]
    [InlineData(1, 1, 20)]
    [InlineData(0, 2, 80)]
    [InlineData(5, 2, 160)]
    [InlineData(0, 4, 300)]
    [InlineData(1000, 1000, 300)]
    public void What_waits_again_or_has_paid_in_vain_waits_longer(int deferrals, int unanswered, int seconds)
    {
        var delay = Deferral.Delay(deferrals, unanswered, asked: null, new ExecutionOptions(), new Random(1));

        Assert.InRange(delay.TotalSeconds, seconds, seconds * 1.25);
    }

    [Fact]
    public void What_a_provider_asks_for_goes_before() =>
        Assert.InRange(
            Deferral.Delay(0, 0, TimeSpan.FromMinutes(20), new ExecutionOptions(), new Random(1)),
            TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(25));
}
