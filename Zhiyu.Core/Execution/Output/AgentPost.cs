using System.Text.Json;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Reads a new post out of a model's text; in plain text the first line is the title.</summary>
internal static class AgentPost
{
    public static ParsedOutput Parse(string text)
    {
        var bare = ModelText.Bare(text);
        if (ModelText.FindObject(bare) is not { } found)
            return ModelText.IsBrokenObject(bare) ? new ParsedOutput.Unusable(ModelText.Broken) : FromPlainText(bare);
        return found.Text("action") switch
        {
            "decline" => new ParsedOutput.Decline(found.Text("body")),
            "post" or "" => Post(found.Text("title"), found.Text("body"), Tags(found)),
            var other => new ParsedOutput.Unusable($"The action '{other}' is none of post, decline."),
        };
    }

    private static ParsedOutput FromPlainText(string text)
    {
        var lines = text.Split('\n', 2);
        return Post(lines[0].TrimStart('#').Trim(), lines.Length > 1 ? lines[1].Trim() : "", []);
    }

    private static ParsedOutput Post(string title, string body, IReadOnlyList<string> tags) =>
        TextLimit.Title.FaultOf(title) is { } titleFault ? new ParsedOutput.Unusable($"The title {titleFault}.")
        : TextLimit.PostBody.FaultOf(body) is { } bodyFault ? new ParsedOutput.Unusable($"The body {bodyFault}.")
        : new ParsedOutput.Post(title, body, tags);

    // A tag too many or too long is no reason to lose the post.
    private static List<string> Tags(JsonElement found) =>
        found.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
            ? [.. tags.EnumerateArray()
                .Where(tag => tag.ValueKind == JsonValueKind.String)
                .Select(tag => tag.GetString()!.Trim())
                .Where(tag => TextLimit.Tag.FaultOf(tag) is null)
                .Distinct()
                .Take(TextLimit.MaxTags)]
            : [];
}
