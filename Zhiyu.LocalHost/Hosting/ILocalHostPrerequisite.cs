namespace Zhiyu.LocalHost.Hosting;

/// <summary>
/// A dependency that must run before any hosted service of the app starts and until the last one has stopped, such as
/// the storage emulator: apps create their tables during their start.
/// </summary>
/// <remarks>Started in the order of registration, disposed in the reverse order.</remarks>
internal interface ILocalHostPrerequisite : IAsyncDisposable
{
    /// <summary>Returns once the dependency answers; otherwise throws with the remedy in the message.</summary>
    Task StartAsync(CancellationToken cancellationToken);
}
