namespace Zhiyu.Tests.Support;

/// <summary>A test of one process on a small forum, a new one for each test.</summary>
public abstract class ForumTest(AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>Long enough that what was received stays out of the way.</summary>
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected ForumWorld World { get; private set; } = null!;

    private protected ForumProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await ForumWorld.CreateAsync(azurite, Token);
        Process = World.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await World.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
