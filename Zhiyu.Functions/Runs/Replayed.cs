using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;

namespace Zhiyu.Functions.Runs;

/// <summary>The result of rendering the prompt again.</summary>
internal enum ReplayState
{
    /// <summary>There was no prompt.</summary>
    None,

    /// <summary>The result is identical to the sent prompt.</summary>
    Same,

    /// <summary>The result differs from the sent prompt.</summary>
    Differs,

    /// <summary>The template no longer exists.</summary>
    TemplateGone,
}

/// <summary>A run's prompt, rendered again from its stored context.</summary>
/// <param name="Prompt">The prompt that was rendered; null when none was.</param>
internal sealed record Replayed(ReplayState State, RenderedPrompt? Prompt)
{
    public static Replayed Of(RunPrompt? asked, PromptLibrary prompts) =>
        (asked is null ? null : prompts.Replay(asked)) switch
        {
            null => new Replayed(ReplayState.None, Prompt: null),
            PromptReplay.Same same => new Replayed(ReplayState.Same, same.Prompt),
            PromptReplay.Differs differs => new Replayed(ReplayState.Differs, differs.Prompt),
            _ => new Replayed(ReplayState.TemplateGone, Prompt: null),
        };
}
