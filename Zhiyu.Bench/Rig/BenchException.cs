namespace Zhiyu.Bench.Rig;

/// <summary>A measurement that cannot go on; the message says why and what to do, and is all that is shown.</summary>
internal sealed class BenchException(string message, Exception? inner = null) : Exception(message, inner);
