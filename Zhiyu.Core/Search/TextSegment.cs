namespace Zhiyu.Core.Search;

/// <summary>A piece of a text that is shown.</summary>
/// <param name="Hit">Whether it is what was searched.</param>
public sealed record TextSegment(string Text, bool Hit);
