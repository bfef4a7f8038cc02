using System.Globalization;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// The prompt templates of a folder, checked and parsed once. The newest version of each is for new prompts; the older
/// ones are for rendering again what was made from them.
/// </summary>
internal sealed class PromptLibrary
{
    private readonly ILookup<string, PromptTemplate> _templates;
    private readonly TimeSpan _timeLimit;

    private PromptLibrary(IEnumerable<PromptTemplate> templates, TimeSpan timeLimit)
    {
        _templates = templates.OrderByDescending(template => template.Version).ToLookup(template => template.Id);
        _timeLimit = timeLimit;
    }

    /// <param name="timeLimit">How long a part may take to render; <see cref="RenderLimits.Time"/> by default.</param>
    /// <exception cref="FaultyFilesException">Something is wrong; the message lists everything that is.</exception>
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
        _templates[PromptIds.For(context)].First().Render(PromptValues.For(context), _timeLimit);

    /// <summary>A prompt from one version of its template; null where that one is not there.</summary>
    public RenderedPrompt? Render(string id, string version, PromptContext context) =>
        _templates[id]
            .FirstOrDefault(each => each.Version.ToString(CultureInfo.InvariantCulture) == version)
            ?.Render(PromptValues.For(context), _timeLimit);

    /// <summary>Renders a run's prompt again, from the version and the context that it was made from.</summary>
    public PromptReplay Replay(RunPrompt prompt) =>
        Render(prompt.TemplateId, prompt.TemplateVersion, prompt.Context) switch
        {
            null => new PromptReplay.TemplateGone(),
            { } again when again.Digest == prompt.Digest => new PromptReplay.Same(again),
            { } again => new PromptReplay.Differs(again),
        };

    // Nothing else in the folder, such as the lock of the versions, is a template.
    private static string[] PromptFiles(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.md") : [];
}
