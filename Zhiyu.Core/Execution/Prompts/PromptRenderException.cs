namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// A template could not be rendered: it is invalid, or exceeds a limit. The message names it and the reason.
/// </summary>
internal sealed class PromptRenderException(string message, Exception? inner = null) : Exception(message, inner);
