using Scriban.Runtime;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// Finds template faults at startup instead of at a model call: wrong variables, branches that do not render.
/// </summary>
internal sealed class PromptCheck(TimeSpan timeLimit)
{
    /// <param name="templates">The templates by id, newest version first.</param>
    /// <param name="known">Faults that were found before; templates that do not parse are not rendered.</param>
    public IReadOnlyList<string> FaultsOf(
        ILookup<string, PromptTemplate> templates, IReadOnlyCollection<string> known) =>
    [
        .. from versions in templates
           from template in versions
           where !known.Any(fault => fault.StartsWith($"{template.FileName}:", StringComparison.Ordinal))
           from fault in FaultsOf(template, isNewest: template == versions.First())
           select fault,
    ];

    private IEnumerable<string> FaultsOf(PromptTemplate template, bool isNewest)
    {
        if (!PromptSamples.ByTemplate.TryGetValue(template.Id, out var samples))
            return [$"{template.FileName}: nothing renders the id '{template.Id}'; known are "
                + string.Join(", ", PromptIds.All)];

        var given = samples[0].Keys;
        List<string> faults =
        [
            .. template.Variables.Except(given).Select(name =>
                $"the variable '{name}' is declared, but nothing gives it; given are {string.Join(", ", given)}"),
            // An older version may lack variables that were added later.
            .. given.Except(template.Variables).Where(_ => isNewest).Select(name =>
                $"the variable '{name}' is given, but not declared; add it to 'variables'"),
            .. template.UsedVariables.Except(template.Variables).Select(name =>
                $"the variable '{name}' is used, but not declared; add it to 'variables' or correct it"),
            .. template.Variables.Intersect(given).Except(template.UsedVariables).Select(name =>
                $"the variable '{name}' is declared, but not used; use it"),
        ];

        // A wrong member ('post.titel') fails only when it is rendered.
        return faults.Count > 0
            ? faults.Select(fault => $"{template.FileName}: {fault}")
            : samples.Select(sample => RenderingFault(template, sample)).OfType<string>().Distinct();
    }

    private string? RenderingFault(PromptTemplate template, ScriptObject sample)
    {
        try
        {
            template.Render(sample, timeLimit);
            return null;
        }
        catch (PromptRenderException fault)
        {
            return fault.Message;
        }
    }
}
