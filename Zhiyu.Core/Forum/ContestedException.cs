namespace Zhiyu.Core.Forum;

/// <summary>Others changed the same rows first, every time; nothing was done, and it may be tried again.</summary>
internal class ContestedException(string message) : Exception(message);
