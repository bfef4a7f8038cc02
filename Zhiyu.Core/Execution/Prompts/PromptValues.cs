using System.Diagnostics;
using System.Globalization;
using Scriban.Runtime;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// The values that templates see: only strings in script objects, nothing of .NET. Single-line values have their line
/// breaks removed, so that a name or title cannot look like the next field.
/// </summary>
internal static class PromptValues
{
    public static ScriptObject For(PromptContext context) => context switch
    {
        ReplyContext reply => Reply(reply),
        PostContext post => Post(post),
        _ => throw new UnreachableException(),
    };

    private static ScriptObject Reply(ReplyContext context)
    {
        var values = new ScriptObject
        {
            ["persona"] = Of(context.Persona),
            ["community"] = Of(context.Community),
            ["post"] = Of(context.Post),
            ["own"] = Of(context.Own),
            ["others"] = Of(context.Others),
            ["omitted"] = context.Omitted,
            ["fence"] = Fence.Around(Texts(context)),
        };
        // A reply to a post has neither, and its templates need not declare them.
        if (context.Target is { } target)
        {
            values["ancestors"] = Of(context.Ancestors);
            values["target"] = Of(target);
        }

        return values;
    }

    private static ScriptObject Post(PostContext context) => new()
    {
        ["persona"] = Of(context.Persona),
        ["community"] = Of(context.Community),
        ["recent_titles"] = new ScriptArray(context.RecentTitles.Select(VisibleText.OneLine)),
        ["fence"] = Fence.Around(Shown([.. Texts(context.Community), .. context.RecentTitles])),
    };

    private static List<string> Texts(ReplyContext context)
    {
        List<string> texts =
        [
            .. Texts(context.Community),
            context.Post.AuthorName, context.Post.Title, context.Post.Body, .. context.Post.Tags,
        ];
        IEnumerable<QuotedComment> comments = [.. context.Ancestors, .. context.Own, .. context.Others];
        foreach (var comment in context.Target is { } target ? comments.Append(target) : comments)
            texts.AddRange([comment.AuthorName, comment.ParentAuthorName ?? "", comment.Body]);
        return Shown(texts);
    }

    private static string[] Texts(QuotedCommunity community) =>
        [community.Name, community.Description, community.Rules];

    // The fence is compared with the visible text, which may differ from the stored one.
    private static List<string> Shown(List<string> texts) => [.. texts.Select(VisibleText.Block)];

    private static ScriptObject Of(Persona persona)
    {
        var values = new ScriptObject
        {
            ["name"] = VisibleText.OneLine(persona.Name),
            ["language"] = VisibleText.OneLine(persona.Language),
            ["length"] = persona.Length is "short" or "long" ? persona.Length : "medium",
        };
        foreach (var field in Persona.Fields)
            values[field.Name] = VisibleText.OneLine(string.Join(field.Separator, field.TextsOf(persona)));
        return values;
    }

    private static ScriptObject Of(QuotedCommunity community) => new()
    {
        ["name"] = VisibleText.OneLine(community.Name),
        ["description"] = VisibleText.OneLine(community.Description),
        ["rules"] = VisibleText.Block(community.Rules),
    };

    private static ScriptObject Of(QuotedPost post) => new()
    {
        ["no"] = Number(0),
        ["by"] = By(post.IsOwn),
        ["author"] = VisibleText.OneLine(post.AuthorName),
        ["title"] = VisibleText.OneLine(post.Title),
        ["tags"] = VisibleText.OneLine(string.Join("、", post.Tags)),
        ["body"] = VisibleText.Block(post.Body),
        ["created_at"] = Time(post.CreatedAt),
    };

    private static ScriptArray Of(IReadOnlyList<QuotedComment> comments) => new(comments.Select(Of));

    private static ScriptObject Of(QuotedComment comment) => new()
    {
        ["no"] = Ids.IsComment(comment.Id) ? Number(Ids.Sequence(comment.Id)) : "",
        ["by"] = By(comment.IsOwn),
        ["author"] = VisibleText.OneLine(comment.AuthorName),
        ["answers"] = VisibleText.OneLine(Answered(comment)),
        ["body"] = VisibleText.Block(comment.Body),
        ["created_at"] = Time(comment.CreatedAt),
    };

    // Part of the fence line, which no name can imitate.
    private static string By(bool own) => own ? " by=\"you\"" : "";

    // The number that votes use.
    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $" no=\"{number}\"");

    private static string Answered(QuotedComment comment) => comment switch
    {
        { ParentId: null } => "帖子",
        { ParentAuthorName: { } author } => $"{author} 的评论",
        _ => "一条没有列出的评论",
    };

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
