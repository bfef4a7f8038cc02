using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Threads;

[Trait("Set", "Quick")]
public sealed class OptimisticRetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tries_until_an_attempt_is_not_overtaken()
    {
        var attempts = 0;

        var result = await OptimisticRetry.RunAsync(
            "never", _ => Task.FromResult(++attempts == 3 ? "done" : null), Token);

        Assert.Equal(("done", 3), (result, attempts));
    }

    [Fact]
    public async Task It_gives_up_after_its_limit_and_says_what_kept_changing()
    {
        var attempts = 0;

        var fault = await Assert.ThrowsAsync<ConcurrencyException>(() => OptimisticRetry.RunAsync(
            "The thread kept changing.", _ => Task.FromResult(++attempts > 7), Token, maxAttempts: 7));

        Assert.Equal(("The thread kept changing.", 7), (fault.Message, attempts));
    }
}
