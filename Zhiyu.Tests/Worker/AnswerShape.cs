using System.Net.Http.Headers;
using System.Text.Json;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Worker;

/// <summary>What has to be the same in the answers of two apps to the same request.</summary>
internal static class AnswerShape
{
    // Of the moment, of the content with its ids and times, or of the connection.
    private static readonly HashSet<string> Incidental = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Server", "Content-Length", "Transfer-Encoding", "Connection",
    };

    private static readonly HashSet<string> OfContent = new(StringComparer.OrdinalIgnoreCase) { "ETag", "Location" };

    public static string Of(ApiReply reply) => string.Join('\n',
        [
            $"{reply.Status}",
            .. Headers(reply.Headers).Concat(Headers(reply.ContentHeaders!)).Order(StringComparer.OrdinalIgnoreCase),
            BodyOf(reply),
        ]);

    private static IEnumerable<string> Headers(HttpHeaders headers) =>
        from header in headers
        where !Incidental.Contains(header.Key)
        select OfContent.Contains(header.Key)
            ? $"{header.Key}: …"
            : $"{header.Key}: {string.Join(", ", header.Value)}";

    // The order of lines is that of ids, which are of the moment.
    private static string BodyOf(ApiReply reply) =>
        reply.ContentType?.Contains("json", StringComparison.Ordinal) == true
            ? string.Join('\n', Lines(reply).Select(line => Of(JsonElement.Parse(line))).Distinct()
                .Order(StringComparer.Ordinal))
            : reply.Text.Length == 0 ? "nothing" : "text";

    private static IEnumerable<string> Lines(ApiReply reply) =>
        reply.ContentType!.StartsWith("application/jsonl", StringComparison.Ordinal)
            ? reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : reply.Text.Length == 0 ? [] : [reply.Text];

    /// <summary>Names and kinds; of an error also what it is.</summary>
    private static string Of(JsonElement json, string name = "") => json.ValueKind switch
    {
        JsonValueKind.Object => Joined(
            json.EnumerateObject().Select(member => $"{member.Name}:{Of(member.Value, member.Name)}")),
        JsonValueKind.Array => Joined(
            json.EnumerateArray().Select(item => Of(item)).Distinct().Order(StringComparer.Ordinal)),
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        JsonValueKind.String when name is "code" or "path" => json.GetString()!,
        var kind => $"{kind}",
    };

    private static string Joined(IEnumerable<string> parts) => $"({string.Join(',', parts)})";
}
