using System.Text.Json.Serialization;
using Zhiyu.Core.Runs;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Runs;

/// <summary>One run with its context, prompt and output.</summary>
internal sealed record RunReplayView : RunView
{
    public RunReplayView(Run run, Replayed replayed) : base(Of(run)) => (Context, Prompt, Replay, Output) = (
        run.Prompt?.Context,
        replayed.Prompt is { } prompt ? new RunPromptView(prompt.System, prompt.User) : null,
        replayed.State,
        run.Answer?.Text);

    /// <summary>The data that the prompt was rendered from.</summary>
    [JsonPropertyOrder(1)]
    public PromptContext? Context { get; }

    /// <summary>Rendered again from the context. <see cref="Replay"/> says whether it equals the sent one.</summary>
    [JsonPropertyOrder(2)]
    public RunPromptView? Prompt { get; }

    [JsonPropertyOrder(3), JsonConverter(typeof(LowerSnakeCase<ReplayState>))]
    public ReplayState Replay { get; }

    /// <summary>The raw output of the model.</summary>
    [JsonPropertyOrder(4)]
    public string? Output { get; }
}

internal sealed record RunPromptView(string System, string User);
