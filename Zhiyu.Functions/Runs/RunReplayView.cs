using System.Text.Json.Serialization;
using Zhiyu.Core.Runs;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Runs;

/// <summary>One run with all that went into it and came out of it.</summary>
internal sealed record RunReplayView : RunView
{
    public RunReplayView(Run run, Replayed replayed) : base(Of(run)) => (Context, Prompt, Replay, Output) = (
        run.Prompt?.Context,
        replayed.Prompt is { } prompt ? new RunPromptView(prompt.System, prompt.User) : null,
        replayed.State,
        run.Answer?.Text);

    /// <summary>What the prompt was made of.</summary>
    [JsonPropertyOrder(1)]
    public PromptContext? Context { get; }

    /// <summary>As it is made of the context now; <see cref="Replay"/> says whether it is what was sent.</summary>
    [JsonPropertyOrder(2)]
    public RunPromptView? Prompt { get; }

    [JsonPropertyOrder(3), JsonConverter(typeof(LowerSnakeCase<ReplayState>))]
    public ReplayState Replay { get; }

    /// <summary>The model's text as it came.</summary>
    [JsonPropertyOrder(4)]
    public string? Output { get; }
}

internal sealed record RunPromptView(string System, string User);
