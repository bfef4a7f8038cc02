using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class NonceStoreCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private NonceStore Nonces => Get<NonceStore>();

    [Theory]
    [InlineData(-60, false)] // The clock of another instance is behind.
    [InlineData(0, false)]
    [InlineData(600, false)]
    [InlineData(601, true)]
    public async Task A_nonce_is_refused_for_ten_minutes(int secondsLater, bool usable)
    {
        Assert.True(await Nonces.TryUseAsync("n/\\#?智", Some.Time, Token));

        Assert.Equal(usable, await Nonces.TryUseAsync("n/\\#?智", Some.Time.AddSeconds(secondsLater), Token));
    }

    [Fact]
    public async Task A_nonce_used_again_is_refused_again()
    {
        var later = Some.Time.AddHours(1);
        await Nonces.TryUseAsync("n", Some.Time, Token);
        await Nonces.TryUseAsync("n", later, Token);

        Assert.False(await Nonces.TryUseAsync("n", later.AddMinutes(1), Token));
    }

    [Fact]
    public async Task A_refusal_does_not_prolong_the_memory()
    {
        await Nonces.TryUseAsync("n", Some.Time, Token);
        await Nonces.TryUseAsync("n", Some.Time.AddMinutes(9), Token);

        Assert.True(await Nonces.TryUseAsync("n", Some.Time.AddMinutes(11), Token));
    }

    [Fact]
    public async Task Another_nonce_is_not_refused()
    {
        await Nonces.TryUseAsync("n", Some.Time, Token);

        Assert.True(await Nonces.TryUseAsync("N", Some.Time, Token));
    }

    [Fact]
    public async Task Old_nonces_are_forgotten_so_many_at_once_and_the_others_stay()
    {
        foreach (var number in Enumerable.Range(0, 3)) await Nonces.TryUseAsync($"{number}", Some.Time, Token);
        await Nonces.TryUseAsync("n", Some.Time.AddMinutes(1), Token);
        var before = Some.Time.AddMinutes(1);

        Assert.Equal(2, await Nonces.ForgetAsync(before, most: 2, Token));
        Assert.Equal(1, await Nonces.ForgetAsync(before, most: 2, Token));
        Assert.Equal(0, await Nonces.ForgetAsync(before, most: 2, Token));

        Assert.False(await Nonces.TryUseAsync("n", Some.Time, Token));
        Assert.True(await Nonces.TryUseAsync("0", Some.Time, Token));
    }

    [Fact]
    public async Task A_nonce_that_is_forgotten_while_it_is_used_again_is_used_once()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await Nonces.TryUseAsync("n", Some.Time.AddDays(round), Token);
            var later = Some.Time.AddDays(round).AddHours(1);

            var used = await AtOnceAsync(async number =>
            {
                if (number % 2 == 0) return await Nonces.TryUseAsync("n", later, Token);
                await Nonces.ForgetAsync(later.AddMinutes(-20), most: 10, Token);
                return false;
            });

            Assert.Single(used, isUsed => isUsed);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_at_once_one_uses_the_nonce(bool usedLongAgo)
    {
        if (usedLongAgo) await Nonces.TryUseAsync("n", Some.Time.AddDays(-1), Token);

        Assert.Single(await AtOnceAsync(_ => Nonces.TryUseAsync("n", Some.Time, Token)), used => used);
    }
}

public sealed class TableNonceStoreTests(AzuriteFixture azurite)
    : NonceStoreCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryNonceStoreTests() : NonceStoreCompliance(services => services.AddMemoryStorage());
