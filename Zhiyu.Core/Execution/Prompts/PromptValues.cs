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
/// <param name="language">That of the template; not always that of the persona, as older ones are all Chinese.</param>
internal sealed class PromptValues(PromptLanguage language)
{
    public static ScriptObject For(PromptContext context, string templateId) =>
        new PromptValues(PromptLanguage.Of(templateId)).For(context);

    private ScriptObject For(PromptContext context) => context switch
    {
        ReplyContext reply => Reply(reply),
        PostContext post => Post(post),
        _ => throw new UnreachableException(),
    };

    private ScriptObject Reply(ReplyContext context)
    {
        var values = new ScriptObject
        {
            ["persona"] = Of(context.Persona),
            ["community"] = Of(context.Community),
            ["post"] = Of(context.Post),
            ["own"] = Of(context.Own),
            ["others"] = Of(context.Others),
            ["omitted"] = context.Omitted,
            ["memories"] = Of(context.Recalled),
            ["relationships"] = new ScriptArray(context.Relationships.Select(Of)),
            ["worn_openings"] = Lines(context.WornOpenings),
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

    private ScriptObject Post(PostContext context) => new()
    {
        ["persona"] = Of(context.Persona),
        ["community"] = Of(context.Community),
        ["recent_titles"] = Lines(context.RecentTitles),
        ["memories"] = Of(context.Recalled),
        ["worn_openings"] = Lines(context.WornOpenings),
        ["fence"] = Fence.Around(Shown([.. Texts(context.Community), .. context.RecentTitles, .. OwnTexts(context)])),
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
        return Shown([.. texts, .. OwnTexts(context)]);
    }

    // Last, and nothing where there are none: the fence of a context from before must stay the same.
    private static IEnumerable<string> OwnTexts(PromptContext context) =>
    [
        .. context.Recalled.SelectMany(note => (string[])[note.Place, note.About, note.Text]),
        .. context.Relationships.Select(relationship => relationship.AgentName),
        .. context.WornOpenings,
    ];

    private static string[] Texts(QuotedCommunity community) =>
        [community.Name, community.Description, community.Rules];

    // The fence is compared with the visible text, which may differ from the stored one.
    private static List<string> Shown(List<string> texts) => [.. texts.Select(VisibleText.Block)];

    private static ScriptArray Lines(IReadOnlyList<string> texts) => new(texts.Select(VisibleText.OneLine));

    private ScriptObject Of(Persona persona)
    {
        var values = new ScriptObject
        {
            ["name"] = VisibleText.OneLine(persona.Name),
            ["language"] = VisibleText.OneLine(persona.Language),
            ["length"] = persona.Length is "short" or "long" ? persona.Length : "medium",
        };
        foreach (var field in Persona.Fields)
        {
            var separator = field.Separator ?? language.Separator;
            values[field.Name] = VisibleText.OneLine(string.Join(separator, field.TextsOf(persona)));
        }

        foreach (var scale in Persona.Scales)
            values[scale.Name] = scale.ValueOf(persona) is { } value ? Digits(value) : "";
        values["has_scales"] = Persona.Scales.Any(scale => scale.ValueOf(persona) is not null);
        return values;
    }

    private static ScriptObject Of(QuotedCommunity community) => new()
    {
        ["name"] = VisibleText.OneLine(community.Name),
        ["description"] = VisibleText.OneLine(community.Description),
        ["rules"] = VisibleText.Block(community.Rules),
    };

    private ScriptObject Of(QuotedPost post) => new()
    {
        ["no"] = Number(0),
        ["by"] = By(post.IsOwn),
        ["author"] = VisibleText.OneLine(post.AuthorName),
        ["title"] = VisibleText.OneLine(post.Title),
        ["tags"] = VisibleText.OneLine(string.Join(language.Separator, post.Tags)),
        ["body"] = VisibleText.Block(post.Body),
        ["created_at"] = Time(post.CreatedAt),
    };

    private ScriptArray Of(IReadOnlyList<QuotedComment> comments) => new(comments.Select(Of));

    private ScriptObject Of(QuotedComment comment) => new()
    {
        ["no"] = Ids.IsComment(comment.Id) ? Number(Ids.Sequence(comment.Id)) : "",
        ["by"] = By(comment.IsOwn),
        ["author"] = VisibleText.OneLine(comment.AuthorName),
        ["answers"] = VisibleText.OneLine(Answered(comment)),
        ["body"] = VisibleText.Block(comment.Body),
        ["created_at"] = Time(comment.CreatedAt),
    };

    private ScriptArray Of(IReadOnlyList<RecalledNote> notes) => new(notes.Select((note, index) => new ScriptObject
    {
        ["number"] = Digits(index + 1),
        ["noted_at"] = Time(note.NotedAt),
        ["place"] = VisibleText.OneLine(note.Place),
        ["about"] = VisibleText.OneLine(note.About),
        ["kind"] = language.KindOf(note),
        ["text"] = VisibleText.Block(note.Text),
    }));

    private ScriptObject Of(QuotedRelationship relationship) => new()
    {
        ["name"] = VisibleText.OneLine(relationship.AgentName),
        ["familiarity"] = language.FamiliarityOf(relationship),
        ["agreement"] = language.AgreementOf(relationship),
        ["last_met"] = Day(relationship.LastMetAt),
    };

    // Part of the fence line, which no name can imitate.
    private static string By(bool own) => own ? " by=\"you\"" : "";

    // The number that votes use.
    private static string Number(int number) => $" no=\"{Digits(number)}\"";

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Answered(QuotedComment comment) => comment switch
    {
        { ParentId: null } => language.Post,
        { ParentAuthorName: { } author } => language.CommentOf(author),
        _ => language.UnlistedComment,
    };

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
