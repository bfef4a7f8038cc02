using Zhiyu.Core.Agents;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>A language in which there are templates, with the words that stand in their values.</summary>
/// <param name="Suffix">What the ids of its templates end with.</param>
/// <param name="Separator">What stands between the words of a list.</param>
/// <param name="Post">What is answered by a comment under the post.</param>
/// <param name="CommentOf">What is answered by a comment under one of this author.</param>
/// <param name="UnlistedComment">What is answered by a comment under one that is not quoted.</param>
/// <param name="Kinds">The kinds of notes, in the order of <see cref="NoteKind"/>.</param>
/// <param name="Familiarity">How well one knows another, from the least on, for equal parts of the scale.</param>
/// <param name="Agreement">How one gets on with another, from the worst on, for equal parts of the scale.</param>
internal sealed record PromptLanguage(
    string Suffix,
    string Separator,
    string Post,
    Func<string, string> CommentOf,
    string UnlistedComment,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Familiarity,
    IReadOnlyList<string> Agreement)
{
    /// <summary>The language of all prompts whose persona speaks neither.</summary>
    public static readonly PromptLanguage Chinese = new(
        "", "、", "帖子", author => $"{author} 的评论", "一条没有列出的评论",
        ["事实", "看法", "承诺", "问题", "玩笑"],
        ["只见过一两面", "不算熟", "熟", "很熟"],
        ["几乎总是不合", "常常不合", "有合有不合", "常常投合", "几乎总是投合"]);

    public static readonly PromptLanguage English = new(
        "-en", ", ", "the post", author => $"{author}'s comment", "a comment that is not listed",
        ["fact", "opinion", "promise", "question", "joke"],
        ["barely known", "slightly known", "known", "well known"],
        ["nearly always at odds", "mostly at odds", "now of one mind, now not", "mostly of one mind",
            "nearly always of one mind"]);

    public static readonly IReadOnlyList<PromptLanguage> All = [Chinese, English];

    /// <summary>The language of an agent's prompts.</summary>
    public static PromptLanguage Of(Persona persona) =>
        persona.Language.Split('-')[0].Equals("en", StringComparison.OrdinalIgnoreCase) ? English : Chinese;

    /// <summary>The language of a template.</summary>
    public static PromptLanguage Of(string templateId) =>
        templateId.EndsWith(English.Suffix, StringComparison.Ordinal) ? English : Chinese;

    public string KindOf(RecalledNote note) => Kinds[(int)note.Kind];

    public string FamiliarityOf(QuotedRelationship relationship) => At(Familiarity, relationship.Familiarity);

    public string AgreementOf(QuotedRelationship relationship) => At(Agreement, (relationship.Agreement + 1) / 2);

    // The share is from 0 to 1.
    private static string At(IReadOnlyList<string> words, double share) =>
        words[Math.Clamp((int)(share * words.Count), 0, words.Count - 1)];
}
