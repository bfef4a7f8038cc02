namespace Zhiyu.Core.Execution.Prompts;

/// <summary>A template did not render: it is wrong, or went past a limit. The message names it and says why.</summary>
internal sealed class PromptRenderException(string message, Exception? inner = null) : Exception(message, inner);
