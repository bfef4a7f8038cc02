using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Prompts;

namespace Zhiyu.Core.Api.Runs;

/// <summary>Whether the prompt can be made again.</summary>
internal enum ReplayState
{
    /// <summary>There was no prompt.</summary>
    None,

    /// <summary>The same bytes came out.</summary>
    Same,

    /// <summary>Others did.</summary>
    Differs,

    /// <summary>There is no such template any more.</summary>
    TemplateGone,
}

/// <param name="Prompt">As it came out; null where none did.</param>
internal sealed record Replayed(ReplayState State, RenderedPrompt? Prompt);

/// <summary>Makes a run's prompt again from its stored context.</summary>
internal sealed class RunReplay(PromptLibrary prompts)
{
    public Replayed Of(RunPrompt? asked)
    {
        if (asked is null) return new Replayed(ReplayState.None, Prompt: null);
        var prompt = prompts.Reply(asked.Context);
        return new Replayed(prompt.Digest == asked.Digest ? ReplayState.Same : ReplayState.Differs, prompt);
    }
}
