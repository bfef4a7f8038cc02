using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Events;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage;

public sealed class WorkQueueTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IWorkQueue<EventMessage> Queue => _services.GetRequiredService<IWorkQueue<EventMessage>>();

    public async ValueTask InitializeAsync() =>
        _services = await StorageHarness.StartAsync(azurite.NewAccount(), Token);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_delayed_message_is_seen_once_it_is_revealed_and_says_the_same()
    {
        var receipt = await Queue.SendAsync(new EventMessage("e", Looks: 2), Minute, Token);
        Assert.Empty(await Queue.ReceiveAsync(1, Minute, Token));

        await Queue.RevealAsync(receipt, Token);

        Assert.Equal(new EventMessage("e", 2), Assert.Single(await Queue.ReceiveAsync(1, Minute, Token)).Message);
    }

    [Fact]
    public async Task Revealing_what_was_taken_already_is_no_fault()
    {
        var receipt = await Queue.SendAsync(new EventMessage("e"), TimeSpan.Zero, Token);
        var taken = Assert.Single(await Queue.ReceiveAsync(1, Minute, Token));

        await Queue.RevealAsync(receipt, Token);
        Assert.Empty(await Queue.ReceiveAsync(1, Minute, Token));

        await Queue.DeleteAsync(taken.Receipt, Token);
        await Queue.RevealAsync(receipt, Token);
        await Queue.DeleteAsync(taken.Receipt, Token);
        Assert.Equal(0, (await Queue.MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task The_lag_counts_invisible_messages_too()
    {
        await Queue.SendAsync(new EventMessage("e"), Minute, Token);
        await Queue.SendAsync(new EventMessage("f"), TimeSpan.Zero, Token);

        var lag = await Queue.MeasureAsync(Token);

        Assert.Equal(2, lag.Messages);
        Assert.InRange(lag.Age, TimeSpan.Zero, Minute);
    }
}
