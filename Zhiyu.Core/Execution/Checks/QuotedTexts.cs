using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>The texts of others, and earlier ones of the agent, that a prompt quotes.</summary>
internal static class QuotedTexts
{
    public static IReadOnlyList<string> Of(PromptContext context) =>
    [
        context.Community.Description,
        context.Community.Rules,
        .. context.Recalled.Select(note => $"{note.About}\n{note.Text}"),
        .. context switch
        {
            ReplyContext thread => thread.Ancestors.Concat(thread.Own).Concat(thread.Others)
                .Append(thread.Target).OfType<QuotedComment>()
                .Select(comment => comment.Body)
                .Prepend($"{thread.Post.Title}\n{thread.Post.Body}\n{string.Join('\n', thread.Post.Tags)}"),
            PostContext community => community.RecentTitles,
            _ => [],
        },
    ];
}
