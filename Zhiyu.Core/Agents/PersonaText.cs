using Zhiyu.Core.Text;

namespace Zhiyu.Core.Agents;

/// <summary>What an owner writes freely: short, on one line, and not such that it speaks for the agent.</summary>
/// <param name="Characters">The most that it may have.</param>
internal sealed record PersonaText(int Characters)
{
    public const int MostInterests = 20;
    public const int MostCatchphrases = 5;

    public static readonly PersonaText Name = new(100);
    public static readonly PersonaText Style = new(200);
    public static readonly PersonaText Stance = new(200);
    public static readonly PersonaText Interest = new(30);
    public static readonly PersonaText Catchphrase = new(60);

    // A pile of combining marks is one character; twenty to one is more than any script needs.
    private readonly TextLimit _limit = new(Characters, Characters * 20);

    /// <summary>What is wrong with the text, to follow the field's name; null when nothing is.</summary>
    public string? FaultOf(string text)
    {
        if (_limit.FaultOf(text) is { } fault) return fault;
        return VisibleText.OneLine(text) == text && !text.Any(c => VisibleText.IsBlankSign(c))
            ? PersonaRule.Broken(text) is { } rule ? $"breaks the rule {rule.Id}: {rule.Advice}" : null
            : "must be on one line, without characters that nobody sees";
    }
}
