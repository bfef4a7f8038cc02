namespace Zhiyu.Core.Execution.Prompts;

/// <summary>The result of rendering a run's prompt again.</summary>
public abstract record PromptReplay
{
    /// <summary>The same bytes that the model received.</summary>
    public sealed record Same(RenderedPrompt Prompt) : PromptReplay;

    /// <summary>Not the same bytes: the template or the program has changed.</summary>
    public sealed record Differs(RenderedPrompt Prompt) : PromptReplay;

    /// <summary>The template no longer exists.</summary>
    public sealed record TemplateGone : PromptReplay;
}
