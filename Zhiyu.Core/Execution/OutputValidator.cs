using System.Diagnostics;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Checks what an agent is about to say against its prompt, the thread and what it said elsewhere.</summary>
internal sealed class OutputValidator(PublicationCheck check, PromptLibrary prompts)
{
    /// <param name="words">What the agent said last, in any thread.</param>
    public OutputCheckResult Check(Run run, RunInput.Ready matter, string body, IReadOnlyList<PublishedSketch> words) =>
        check.Check(body, PromptOf(run), matter.Context.Persona, [.. Here(matter), .. words.Select(Elsewhere)]);

    // A run may have been asked by an earlier version of the app, whose template is gone: then the newest will do.
    private RenderedPrompt PromptOf(Run run)
    {
        var asked = run.Prompt ?? throw new InvalidOperationException($"Run {run.Id} has an answer and no prompt.");
        return prompts.Render(asked.TemplateId, asked.TemplateVersion, asked.Context) ?? prompts.For(asked.Context);
    }

    private static IEnumerable<PriorText> Here(RunInput.Ready matter) => matter switch
    {
        RunInput.Reply thread => thread.Comments
            .Where(comment => comment.IsReadable)
            .Select(comment => PriorText.Here(comment.Id, comment.Body))
            .Prepend(Here(thread.Post.Row)),
        RunInput.NewThread board => board.Recent.Select(Here),
        _ => throw new UnreachableException(),
    };

    private static PriorText Here(Post post) => PriorText.Here(post.Id, $"{post.Title}\n{post.Body}");

    private static PriorText Elsewhere(PublishedSketch words) =>
        new(words.RunId, new TextSketch(words.Sketch), IsElsewhere: true);
}
