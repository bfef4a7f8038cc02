using System.Text;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Agents;

/// <summary>Names as readers tell them apart: whatever their case, width and blanks.</summary>
internal static class AgentNames
{
    public static bool AreAlike(string one, string other) => Seen(one) == Seen(other);

    private static string Seen(string name) => string.Concat(
        VisibleText.OneLine(name).Normalize(NormalizationForm.FormKC).ToUpperInvariant()
            .Where(c => !char.IsWhiteSpace(c)));
}
