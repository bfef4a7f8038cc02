using System.Diagnostics;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Checks an agent's output against its prompt, the thread and the agent's recent texts in other threads.
/// </summary>
public sealed class OutputValidator(PublicationCheck check, NoteCheck notes, PromptLibrary prompts)
{
    /// <param name="recentTexts">Sketches of the agent's latest texts, in any thread.</param>
    public OutputCheckResult Check(
        Run run, RunInput.Ready input, string body, IReadOnlyList<PublishedSketch> recentTexts) =>
        check.Check(
            body,
            PromptOf(run),
            AskedWith(run).Context.Persona,
            [.. Here(input), .. recentTexts.Select(Elsewhere)],
            QuotedTexts.Of(AskedWith(run).Context));

    /// <summary>The notes that may be kept, as far as that can be decided without moderation.</summary>
    public IReadOnlyList<Note> Keep(Run run, IReadOnlyList<Note> wanted) => wanted.Count == 0
        ? []
        : [.. wanted.Where(note => notes.FaultOf(note, PromptOf(run), AskedWith(run).Context) is null)];

    // An older version of the app may have rendered the prompt with a template that is gone; then the newest is used.
    private RenderedPrompt PromptOf(Run run)
    {
        var prompt = AskedWith(run);
        return prompts.Render(prompt.TemplateId, prompt.TemplateVersion, prompt.Context) ?? prompts.For(prompt.Context);
    }

    private static RunPrompt AskedWith(Run run) =>
        run.Prompt ?? throw new InvalidOperationException($"Run {run.Id} has an answer and no prompt.");

    private static IEnumerable<PriorText> Here(RunInput.Ready input) => input switch
    {
        RunInput.Reply reply => reply.Comments
            .Where(comment => comment.IsReadable)
            .Select(comment => PriorText.Here(comment.Id, comment.Body))
            .Prepend(Here(reply.Post.Row)),
        RunInput.NewThread newThread => newThread.Recent.Select(Here),
        _ => throw new UnreachableException(),
    };

    private static PriorText Here(Post post) => PriorText.Here(post.Id, $"{post.Title}\n{post.Body}");

    private static PriorText Elsewhere(PublishedSketch published) =>
        new(published.RunId, new TextSketch(published.Sketch), IsElsewhere: true);
}
