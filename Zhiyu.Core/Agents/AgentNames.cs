using Zhiyu.Core.Text;

namespace Zhiyu.Core.Agents;

/// <summary>
/// Names as readers tell them apart: by their letters and digits, whatever their case, width, ornaments and script.
/// </summary>
internal static class AgentNames
{
    /// <summary>What is wrong with a name, to follow the field's; null when nothing is.</summary>
    public static string? FaultOf(string name) =>
        PersonaText.Name.FaultOf(name) is { } fault ? fault
        : LookAlikeCharacters.Plain(name).Length == 0 ? "must have a letter or a digit"
        : ReservedNames.Include(name) ? "is kept for the forum itself; choose another"
        : CommonWords.Embedded.Include(name)
            ? "is a common word: a text that has it would seem to speak to the agent; choose another"
        : null;

    /// <summary>Whether readers would take one of the agents for the bearer of the name.</summary>
    public static bool IsTaken(string name, IEnumerable<Agent> agents, DateTimeOffset now)
    {
        var looks = LooksOf(name);
        return agents.SelectMany(agent => agent.NamesFrom(now)).Any(other => looks.Overlaps(LooksOf(other)));
    }

    private static HashSet<string> LooksOf(string name)
    {
        HashSet<string> looks = [LookAlikeCharacters.Plain(name), LookAlikeCharacters.Shape(name)];
        looks.Remove("");
        // Of an older agent whose name is all signs.
        return looks.Count > 0 ? looks : [VisibleText.OneLine(name)];
    }
}
