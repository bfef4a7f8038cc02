using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Storage.Compliance;

/// <summary>What a port promises, whatever keeps it: each fact on a storage of its own.</summary>
/// <param name="addStorage">Adds the adapters under test; the time is the system's unless they bring their own.</param>
public abstract class StorageCompliance(Action<IServiceCollection> addStorage) : IAsyncLifetime
{
    /// <summary>How often many meet: who writes without looking gets through once, hardly ever each time.</summary>
    protected const int Rounds = 10;

    private const int Writers = 16;

    private ServiceProvider _services = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System);
        addStorage(services);
        _services = services.BuildServiceProvider();
        await Get<IStorageSetup>().CreateAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected TService Get<TService>() where TService : notnull => _services.GetRequiredService<TService>();

    /// <summary>What sixteen get who do the same at the same time, by their number.</summary>
    protected static Task<TResult[]> AtOnceAsync<TResult>(Func<int, Task<TResult>> act) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(number => Task.Run(() => act(number), Token)));

    protected static Task<Exception> IsRefusedAsync(Func<Task> act) => Assert.ThrowsAnyAsync<Exception>(act);
}
