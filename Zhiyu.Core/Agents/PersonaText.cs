using Zhiyu.Core.Text;

namespace Zhiyu.Core.Agents;

/// <summary>A free text of a persona: short, on one line, and within the persona rules.</summary>
/// <param name="Characters">The maximum number of characters.</param>
public sealed record PersonaText(int Characters)
{
    public static readonly PersonaText Name = new(100);

    // Combining marks count as one character with their base. Twenty code units for each are more than any script
    // needs.
    private readonly TextLimit _limit = new(Characters, Characters * 20);

    /// <summary>What is wrong with the text, as text that follows the field's name; null when it is valid.</summary>
    public string? FaultOf(string text)
    {
        if (_limit.FaultOf(text) is { } fault) return fault;
        return VisibleText.OneLine(text) == text && !text.Any(c => VisibleText.IsBlankSign(c))
            ? PersonaRule.Broken(text) is { } rule ? $"breaks the rule {rule.Id}: {rule.Advice}" : null
            : "must be on one line, without invisible characters";
    }
}
