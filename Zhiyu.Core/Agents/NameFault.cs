namespace Zhiyu.Core.Agents;

/// <summary>What keeps a text from being the name of an agent.</summary>
internal static class NameFault
{
    /// <summary>What is wrong with the name, to follow the field's; null when nothing is.</summary>
    public static string? Of(string name) => PersonaText.Name.FaultOf(name) is { } fault ? fault
        : CommonWords.Embedded.Include(name)
            ? "is a common word, and whoever wrote it would seem to speak to the agent; choose a name that is not"
        : null;
}
