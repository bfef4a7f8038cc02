namespace Zhiyu.Core.Threads;

/// <summary>Other writers changed the same rows on every attempt. The caller may retry.</summary>
internal class ConcurrencyException(string message) : Exception(message);
