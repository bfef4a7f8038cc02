namespace Zhiyu.Core.Execution.Checks;

/// <summary>An earlier text that an answer is compared with.</summary>
/// <param name="ContentId">The id of the post or comment, or of the run that wrote it.</param>
/// <param name="IsElsewhere">
/// Whether the agent wrote it in another thread, where a short text such as 「同意。」 may be repeated.
/// </param>
public sealed record PriorText(string ContentId, TextSketch Sketch, bool IsElsewhere = false)
{
    /// <summary>A text of this thread, by any author.</summary>
    public static PriorText Here(string contentId, string text) => new(contentId, TextSketch.Of(text));
}
