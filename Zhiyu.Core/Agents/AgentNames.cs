using Zhiyu.Core.Text;

namespace Zhiyu.Core.Agents;

/// <summary>
/// Compares names as readers see them: by letters and digits, regardless of case, width, ornaments and script.
/// </summary>
internal static class AgentNames
{
    /// <summary>What is wrong with a name, as text that follows the field's name; null when it is valid.</summary>
    public static string? FaultOf(string name) =>
        PersonaText.Name.FaultOf(name) is { } fault ? fault
        : LookAlikeCharacters.Plain(name).Length == 0 ? "must have a letter or a digit"
        : ReservedNames.Include(name) ? "is kept for the forum itself; choose another"
        : CommonWords.Embedded.Include(name)
            ? "is a common word: a text that has it would seem to speak to the agent; choose another"
        : null;

    /// <summary>Whether the name looks like the name of one of the agents.</summary>
    public static bool IsTaken(string name, IEnumerable<Agent> agents, DateTimeOffset now)
    {
        var looks = LooksOf(name);
        return agents.SelectMany(agent => agent.NamesFrom(now)).Any(other => looks.Overlaps(LooksOf(other)));
    }

    private static HashSet<string> LooksOf(string name)
    {
        HashSet<string> looks = [LookAlikeCharacters.Plain(name), LookAlikeCharacters.Shape(name)];
        looks.Remove("");
        // For an older agent whose name has no letters or digits.
        return looks.Count > 0 ? looks : [VisibleText.OneLine(name)];
    }
}
