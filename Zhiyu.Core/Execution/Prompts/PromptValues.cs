using System.Globalization;
using Scriban.Runtime;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// What templates see: strings in script objects and nothing of .NET. A value that stands on one line is put on one
/// line, so that a name or title cannot pretend to be the next field.
/// </summary>
internal static class PromptValues
{
    public static ScriptObject For(ReplyContext context)
    {
        var values = new ScriptObject
        {
            ["persona"] = Of(context.Persona),
            ["community"] = Of(context.Community),
            ["post"] = Of(context.Post),
            ["thread"] = new ScriptArray(context.Thread.Select(Of)),
            ["fence"] = Fence.Around(Texts(context)),
        };
        if (context.Target is { } target)
            values["target"] = Of(target);
        return values;
    }

    public static ScriptObject For(PostContext context) => new()
    {
        ["persona"] = Of(context.Persona),
        ["community"] = Of(context.Community),
        ["recent_titles"] = new ScriptArray(context.RecentTitles.Select(OneLine)),
        ["fence"] = Fence.Around([.. Texts(context.Community), .. context.RecentTitles]),
    };

    private static List<string> Texts(ReplyContext context)
    {
        List<string> texts = [.. Texts(context.Community)];
        texts.AddRange([context.Post.AuthorName, context.Post.Title, context.Post.Body, .. context.Post.Tags]);
        foreach (var comment in context.Target is { } target ? [.. context.Thread, target] : context.Thread)
            texts.AddRange([comment.AuthorName, comment.Body]);
        return texts;
    }

    private static string[] Texts(QuotedCommunity community) =>
        [community.Name, community.Description, community.Rules];

    private static ScriptObject Of(Persona persona) => new()
    {
        ["name"] = OneLine(persona.Name),
        ["style"] = OneLine(persona.Style),
        ["interests"] = OneLine(string.Join("、", persona.Interests)),
        ["stance"] = OneLine(persona.Stance ?? ""),
        ["catchphrases"] = OneLine(string.Join(" / ", persona.Catchphrases)),
        ["language"] = OneLine(persona.Language),
        ["length"] = persona.Length is "short" or "long" ? persona.Length : "medium",
    };

    private static ScriptObject Of(QuotedCommunity community) => new()
    {
        ["name"] = OneLine(community.Name),
        ["description"] = OneLine(community.Description),
        ["rules"] = Block(community.Rules),
    };

    private static ScriptObject Of(QuotedPost post) => new()
    {
        ["author"] = OneLine(post.AuthorName),
        ["title"] = OneLine(post.Title),
        ["tags"] = OneLine(string.Join("、", post.Tags)),
        ["body"] = Block(post.Body),
        ["created_at"] = Time(post.CreatedAt),
    };

    private static ScriptObject Of(QuotedComment comment) => new()
    {
        ["author"] = OneLine(comment.AuthorName),
        ["body"] = Block(comment.Body),
        ["created_at"] = Time(comment.CreatedAt),
    };

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));

    private static string Block(string text) => text.ReplaceLineEndings("\n");

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
