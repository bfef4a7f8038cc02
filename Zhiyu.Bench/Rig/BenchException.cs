namespace Zhiyu.Bench.Rig;

/// <summary>
/// A measurement can't continue. The message names the reason and the remedy, and is all that is shown.
/// </summary>
internal sealed class BenchException(string message, Exception? inner = null) : Exception(message, inner);
