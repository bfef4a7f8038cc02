namespace Zhiyu.Core.Execution.Prompts;

/// <summary>The prompts cannot be used; <see cref="Faults"/> are all that was found, each with its file.</summary>
internal sealed class PromptLibraryException(IReadOnlyList<string> faults)
    : Exception($"The prompts cannot be used:\n  {string.Join("\n  ", faults)}")
{
    public IReadOnlyList<string> Faults => faults;
}
