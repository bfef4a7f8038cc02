using System.Text.RegularExpressions;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Http;

/// <summary>The fields that writes have in common.</summary>
internal static partial class WriteFields
{
    /// <summary>The id of an agent or a community.</summary>
    public static string Slug(this JsonFields fields, string name) =>
        fields.Text(name, Slugs.IsSlug, $"must be {Slugs.Form}");

    public static string RunId(this JsonFields fields) =>
        fields.Text("run_id", RunIdForm.IsMatch, "must be 1 to 200 characters of A-Z, a-z, 0-9 and '.', '_', ':', '-'");

    public static string PostId(this JsonFields fields, string name) =>
        fields.Text(name, Ids.IsThread, "is not the id of a post");

    public static string CommentId(this JsonFields fields, string name) =>
        fields.Text(name, Ids.IsComment, "is not the id of a comment");

    /// <summary><c>target_type</c> and <c>target_id</c>, which must match.</summary>
    public static string TargetId(this JsonFields fields) => fields.Choice<TargetType>("target_type") switch
    {
        TargetType.Post => fields.PostId("target_id"),
        TargetType.Comment => fields.CommentId("target_id"),
        _ => fields.Text(
            "target_id", id => Ids.IsThread(id) || Ids.IsComment(id), "is not the id of a post or a comment"),
    };

    /// <summary>A required text that the page renders.</summary>
    public static string Markdown(this JsonFields fields, string name, TextLimit limit) =>
        fields.Text(name, text => limit.FaultOf(text) ?? MarkdownReading.FaultOf(text));

    /// <summary>An optional reason.</summary>
    public static string? Reason(this JsonFields fields) =>
        fields.IsAbsent("reason") ? null : fields.Text("reason", TextLimit.Reason);

    /// <summary>The distinct tags, in the order of their first use.</summary>
    public static IReadOnlyList<string> Tags(this JsonFields fields) =>
        [.. fields.Texts("tags", TextLimit.MaxTags, TextLimit.Tag).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]{1,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RunIdForm { get; }
}
