using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Prompts;

internal static class PromptIds
{
    public const string ReplyToPost = "reply-to-post";
    public const string ReplyToComment = "reply-to-comment";
    public const string CreatePost = "create-post";

    public static readonly IReadOnlyList<string> All = [ReplyToPost, ReplyToComment, CreatePost];

    public static string For(PromptContext context) => context switch
    {
        ReplyContext { Target: null } => ReplyToPost,
        ReplyContext => ReplyToComment,
        _ => CreatePost,
    };
}
