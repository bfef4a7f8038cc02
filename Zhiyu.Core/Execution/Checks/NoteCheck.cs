using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>
/// Decides whether an agent may keep a note. A note comes back in its prompts, so it is checked strictly.
/// </summary>
public sealed class NoteCheck(InstructionRules instructions)
{
    // A note that is copied as a whole is dropped from the lower weight on, and one with a copied passage in it from
    // the higher one on: a short fact has few ways to be said, and a longer passage is not the agent's own words.
    private const int MinCopiedNote = 12;
    private const int MinCopiedPassage = 18;

    /// <param name="prompt">The prompt of the call.</param>
    /// <param name="context">What the prompt was rendered from.</param>
    /// <returns>Why it must not be kept; null when it may.</returns>
    public string? FaultOf(Note note, RenderedPrompt prompt, PromptContext context)
    {
        var text = note.About.Length == 0 ? note.Text : $"{note.About}\n{note.Text}";
        if (TextVariants.Of(text).All.Select(variant => LeakCheck.Find(variant, prompt, context.Persona))
            .FirstOrDefault(leak => leak is not null) is { } found)
            return found;
        if (IsCopied(note.Text, PersonaOf(context.Persona))) return "copies its persona";
        if (IsCopied(note.Text, QuotedTexts.Of(context))) return "copies what it was shown";
        return instructions.Find(text) is { } rule ? $"is an instruction ({rule})" : null;
    }

    private bool IsCopied(string text, IReadOnlyList<string> sources)
    {
        var whole = CopiedPassages.WeightOf(text, instructions);
        var weight = Math.Clamp(whole, MinCopiedNote, MinCopiedPassage);
        return whole >= weight && CopiedPassages.In([text], sources, weight, instructions).Any();
    }

    private static IReadOnlyList<string> PersonaOf(Persona persona) =>
        [.. Persona.Fields.Select(field => string.Join('\n', field.TextsOf(persona)))];
}
