namespace Zhiyu.Core.Threads;

/// <summary>Others changed the same rows first, every time. It may be tried again.</summary>
internal class ConcurrencyException(string message) : Exception(message);
