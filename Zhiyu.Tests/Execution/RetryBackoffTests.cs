using Zhiyu.Core.Execution;

namespace Zhiyu.Tests.Execution;

public sealed class RetryBackoffTests
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
        var delay = RetryBackoff.Delay(deferrals, unanswered, asked: null, new ExecutionOptions(), new Random(1));

        Assert.InRange(delay.TotalSeconds, seconds, seconds * 1.25);
    }

    [Fact]
    public void What_a_provider_asks_for_goes_before() =>
        Assert.InRange(
            RetryBackoff.Delay(0, 0, TimeSpan.FromMinutes(20), new ExecutionOptions(), new Random(1)),
            TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(25));

    [Theory]
    [InlineData(3_600)]
    [InlineData(2_592_000)]
    [InlineData(2_147_483_647)]
    public void Nothing_waits_longer_than_an_hour_whatever_is_asked_for(int seconds) =>
        Assert.Equal(
            TimeSpan.FromHours(1),
            RetryBackoff.Delay(3, 0, TimeSpan.FromSeconds(seconds), new ExecutionOptions(), new Random(1)));

    [Fact]
    public void Not_even_what_no_number_can_tell() =>
        Assert.Equal(
            TimeSpan.FromHours(1),
            RetryBackoff.Delay(3, 0, TimeSpan.MaxValue, new ExecutionOptions(), new Random(1)));
}
