namespace Zhiyu.Core.Execution.Checks;

/// <summary>Something that was said before.</summary>
/// <param name="ContentId">The post or comment, or the run that it came from.</param>
/// <param name="IsElsewhere">Whether the agent said it in another thread, where a short 「同意。」 may recur.</param>
internal sealed record PriorText(string ContentId, TextSketch Sketch, bool IsElsewhere = false)
{
    /// <summary>Something of this thread, whoever said it.</summary>
    public static PriorText Here(string contentId, string text) => new(contentId, TextSketch.Of(text));
}
