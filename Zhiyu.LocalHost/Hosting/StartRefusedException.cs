namespace Zhiyu.LocalHost.Hosting;

/// <summary>
/// The app can't start on this machine. The message names the problem and the remedy, and is all that is printed.
/// </summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
