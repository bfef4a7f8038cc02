namespace Zhiyu.Core.Execution.Prompts;

/// <summary>What comes of rendering a run's prompt again.</summary>
internal abstract record PromptReplay
{
    /// <summary>What the model was asked, to the byte.</summary>
    public sealed record Same(RenderedPrompt Prompt) : PromptReplay;

    /// <summary>Something else than the model was asked: the template or the program has changed since.</summary>
    public sealed record Differs(RenderedPrompt Prompt) : PromptReplay;

    /// <summary>The template is not there any more.</summary>
    public sealed record TemplateGone : PromptReplay;
}
