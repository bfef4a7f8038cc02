using Scriban.Runtime;
using Scriban.Syntax;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>The prompt templates of a folder, checked and parsed once.</summary>
internal sealed class PromptLibrary
{
    private readonly IReadOnlyDictionary<string, PromptTemplate> _templates;

    private PromptLibrary(IReadOnlyDictionary<string, PromptTemplate> templates) => _templates = templates;

    /// <exception cref="PromptLibraryException">Something is wrong; the message lists everything that is.</exception>
    public static PromptLibrary Load(string folder)
    {
        List<string> faults = [];
        Dictionary<string, PromptTemplate> templates = [];
        foreach (var path in PromptFiles(folder).Order(StringComparer.Ordinal))
        {
            if (PromptFile.TryRead(Path.GetFileName(path), File.ReadAllText(path), faults) is not { } file)
                continue;
            var faultsSoFar = faults.Count;
            var template = PromptTemplate.Parse(file, faults);
            if (!templates.TryAdd(file.Id, template))
                faults.Add($"{file.Name}: the id '{file.Id}' is taken by another file; ids are unique");
            else if (faults.Count == faultsSoFar)
                faults.AddRange(FaultsOf(template).Select(fault => $"{file.Name}: {fault}"));
        }

        faults.AddRange(PromptSamples.ByTemplate.Keys.Where(id => !templates.ContainsKey(id))
            .Select(id => $"{id}.md: no valid prompt with the id '{id}' in {Path.GetFullPath(folder)}"));
        return faults.Count == 0 ? new PromptLibrary(templates) : throw new PromptLibraryException(faults);
    }

    public RenderedPrompt Reply(ReplyContext context) =>
        _templates[context.Target is null ? PromptIds.ReplyToPost : PromptIds.ReplyToComment]
            .Render(PromptValues.For(context));

    public RenderedPrompt CreatePost(PostContext context) =>
        _templates[PromptIds.CreatePost].Render(PromptValues.For(context));

    private static string[] PromptFiles(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.md") : [];

    private static IEnumerable<string> FaultsOf(PromptTemplate template)
    {
        if (!PromptSamples.ByTemplate.TryGetValue(template.Id, out var samples))
            return [$"nothing renders the id '{template.Id}'; known are {string.Join(", ", PromptIds.All)}"];

        var given = samples[0].Keys;
        List<string> faults =
        [
            .. template.Variables.Except(given).Select(name =>
                $"the variable '{name}' is declared, but nothing gives it; given are {string.Join(", ", given)}"),
            .. given.Except(template.Variables).Select(name =>
                $"the variable '{name}' is given, but not declared; add it to 'variables'"),
            .. template.UsedVariables.Except(template.Variables).Select(name =>
                $"the variable '{name}' is used, but not declared; add it to 'variables' or correct it"),
        ];

        // A member ('post.titel') is missed only when it is read.
        return faults.Count > 0
            ? faults
            : samples.Select(sample => RenderingFault(template, sample)).OfType<string>().Distinct();
    }

    private static string? RenderingFault(PromptTemplate template, ScriptObject sample)
    {
        try
        {
            template.Render(sample);
            return null;
        }
        catch (ScriptRuntimeException fault)
        {
            return fault.Message;
        }
    }
}
