using System.Globalization;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// The prompt templates of a folder, checked and parsed once. New prompts use the newest version; older versions are
/// kept to render old prompts again.
/// </summary>
public sealed class PromptLibrary
{
    private readonly ILookup<string, PromptTemplate> _templates;
    private readonly TimeSpan _timeLimit;

    private PromptLibrary(IEnumerable<PromptTemplate> templates, TimeSpan timeLimit)
    {
        _templates = templates.OrderByDescending(template => template.Version).ToLookup(template => template.Id);
        _timeLimit = timeLimit;
    }

    /// <param name="timeLimit">
    /// The time limit for rendering one part; <see cref="RenderLimits.Time"/> by default.
    /// </param>
    /// <exception cref="FaultyFilesException">Some files are invalid; the message lists all faults.</exception>
    public static PromptLibrary Load(string folder, TimeSpan? timeLimit = null)
    {
        List<string> faults = [];
        List<PromptTemplate> templates = [];
        foreach (var path in PromptFiles(folder).Order(StringComparer.Ordinal))
        {
            if (PromptFile.TryRead(Path.GetFileName(path), File.ReadAllText(path), faults) is { } file)
                templates.Add(PromptTemplate.Parse(file, faults));
        }

        var library = new PromptLibrary(templates, timeLimit ?? RenderLimits.Time);
        faults.AddRange(new PromptCheck(library._timeLimit).FaultsOf(library._templates, faults));
        faults.AddRange(PromptIds.All.Where(id => !library._templates.Contains(id)).Select(id =>
            $"{PromptFile.NameOf(id, 1)}: no valid prompt with the id '{id}' in {Path.GetFullPath(folder)}"));
        return faults.Count == 0 ? library : throw new FaultyFilesException("Prompt", faults);
    }

    public RenderedPrompt For(PromptContext context) =>
        Render(_templates[PromptIds.For(context)].First(), context);

    /// <summary>Renders a version of a template; null when it does not exist.</summary>
    public RenderedPrompt? Render(string id, string version, PromptContext context) =>
        _templates[id].FirstOrDefault(each => each.Version.ToString(CultureInfo.InvariantCulture) == version)
            is { } template
            ? Render(template, context)
            : null;

    /// <summary>Renders a run's prompt again, from its recorded version and context.</summary>
    public PromptReplay Replay(RunPrompt prompt) =>
        Render(prompt.TemplateId, prompt.TemplateVersion, prompt.Context) switch
        {
            null => new PromptReplay.TemplateGone(),
            { } again when again.Digest == prompt.Digest => new PromptReplay.Same(again),
            { } again => new PromptReplay.Differs(again),
        };

    private RenderedPrompt Render(PromptTemplate template, PromptContext context) =>
        template.Render(PromptValues.For(context, template.Id), _timeLimit);

    // Other files in the folder, such as the version lock, are not templates.
    private static string[] PromptFiles(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.md") : [];
}
