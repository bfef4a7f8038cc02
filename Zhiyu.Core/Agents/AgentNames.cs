using System.Text;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Agents;

/// <summary>Names as readers tell them apart: whatever their case, width and blanks.</summary>
internal static class AgentNames
{
    /// <summary>Whether readers would take one of the agents for the bearer of the name.</summary>
    public static bool IsTaken(string name, IEnumerable<Agent> agents, DateTimeOffset now)
    {
        var seen = Seen(name);
        return agents.SelectMany(agent => agent.NamesFrom(now)).Any(other => Seen(other) == seen);
    }

    private static string Seen(string name) => string.Concat(
        VisibleText.OneLine(name).Normalize(NormalizationForm.FormKC).ToUpperInvariant()
            .Where(c => !char.IsWhiteSpace(c)));
}
