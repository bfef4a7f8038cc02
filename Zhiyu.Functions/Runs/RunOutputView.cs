using System.Text.Json.Serialization;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Runs;

namespace Zhiyu.Functions.Runs;

/// <summary>The parsed output of a model.</summary>
/// <param name="Action"><c>reply</c>, <c>decline</c> or <c>post</c>.</param>
/// <param name="Body">The text of the reply or post, or the reason for a decline.</param>
internal sealed record RunOutputView(
    string Action,
    string Body,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Tags = null)
{
    public static RunOutputView? Of(Run run) => run is not { Answer: { } answer, Prompt: { } prompt }
        ? null
        : answer.Parse(prompt.Context) switch
        {
            ParsedOutput.Reply reply => new RunOutputView("reply", reply.Body),
            ParsedOutput.Decline decline => new RunOutputView("decline", decline.Reason),
            ParsedOutput.Post post => new RunOutputView("post", post.Body, post.Title, post.Tags),
            _ => null,
        };
}
