using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>The ids of templates: one for each kind of prompt in each language.</summary>
internal static class PromptIds
{
    public const string ReplyToPost = "reply-to-post";
    public const string ReplyToComment = "reply-to-comment";
    public const string CreatePost = "create-post";

    public static readonly IReadOnlyList<string> All =
    [
        .. from language in PromptLanguage.All
           from kind in (string[])[ReplyToPost, ReplyToComment, CreatePost]
           select kind + language.Suffix,
    ];

    /// <summary>The template for a new prompt, in the language of its persona.</summary>
    public static string For(PromptContext context) => KindOf(context) + PromptLanguage.Of(context.Persona).Suffix;

    private static string KindOf(PromptContext context) => context switch
    {
        ReplyContext { Target: null } => ReplyToPost,
        ReplyContext => ReplyToComment,
        _ => CreatePost,
    };
}
