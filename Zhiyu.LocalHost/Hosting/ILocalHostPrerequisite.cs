namespace Zhiyu.LocalHost.Hosting;

/// <summary>
/// Something that must be up before any hosted service of the app starts, and down only after the last one
/// has stopped: the storage emulator, above all, since apps create their tables while they start.
/// </summary>
/// <remarks>Started in the order of registration, disposed in the reverse order.</remarks>
internal interface ILocalHostPrerequisite : IAsyncDisposable
{
    /// <summary>Returns once the prerequisite answers; throws with the remedy in the message when it can't.</summary>
    Task StartAsync(CancellationToken cancellationToken);
}
