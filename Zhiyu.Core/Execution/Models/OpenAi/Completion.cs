using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// The parts of a chat completion that matter: the first choice with text. Everything else may be missing, null or odd.
/// </summary>
/// <param name="Text">The text; empty when no choice has any.</param>
/// <param name="Finish">A finish reason of the protocol.</param>
/// <param name="Refusal">The model's explanation for refusing to answer.</param>
/// <param name="Thoughts">The model's reasoning, as far as it is returned; empty for none.</param>
/// <param name="Usage">Null when it is not reported.</param>
/// <param name="Model">Null when it is not reported.</param>
internal sealed record Completion(
    string Text, string Finish, string? Refusal, string Thoughts, WireUsage? Usage, string? Model)
{
    // The model's name is stored with every run.
    private const int LongestName = 200;

    // Reasoning inside the content comes first and in a tag; without an end tag it is the whole content.
    private const string ThoughtsBegin = "<think>";
    private const string ThoughtsEnd = "</think>";

    // Mistral, Anthropic and others return reasoning as parts of the content.
    private static readonly string[] TextParts = ["text", "output_text"];

    /// <summary>Null when there is no choice.</summary>
    public static Completion? Of(JObject body)
    {
        if (body["choices"] is not JArray choices) return null;
        var found = choices.OfType<JObject>().ToList();
        if ((found.Find(choice => TextOf(choice).Trim().Length > 0) ?? found.FirstOrDefault()) is not { } best)
            return null;
        var (content, thoughts) = SplitThoughts(TextOf(best), ThoughtsOf(best));
        var usage = WireUsage.Of(body["usage"]);
        return new Completion(
            content,
            FinishReasons.Of(best["finish_reason"], content.Trim().Length > 0),
            MessageOf(best).Text("refusal"),
            thoughts.Length == 0 && usage is { Reasoning: > 0 } ? "…" : thoughts,
            usage,
            body.Text("model") is { Length: <= LongestName } model ? model : null);
    }

    public static string TextOf(JObject choice) => TextIn(MessageOf(choice)?["content"] ?? choice["text"]);

    public static string ThoughtsOf(JObject choice)
    {
        var message = MessageOf(choice);
        return (message?["reasoning_content"] ?? Null(message?["reasoning"]) ?? message?["thinking"]) switch
        {
            JValue { Type: JTokenType.String } text => (string)text!,
            JContainer { HasValues: true } parts => parts.ToString(Newtonsoft.Json.Formatting.None),
            _ when message?["content"] is JArray parts && parts.OfType<JObject>().Any(IsThought) => "…",
            _ => "",
        };
    }

    /// <summary>A completion in the strict form that the library reads.</summary>
    /// <param name="model">The requested model's name, used when the response has none.</param>
    public byte[] ToJson(string model) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = "",
        @object = "chat.completion",
        created = 0,
        model = Model ?? model,
        choices = new[]
        {
            new
            {
                index = 0,
                finish_reason = Finish,
                message = new
                {
                    role = "assistant",
                    content = Text,
                    refusal = string.IsNullOrWhiteSpace(Text) ? Refusal : null,
                },
            },
        },
        usage = Usage is null
            ? null
            : new
            {
                prompt_tokens = Usage.Prompt,
                completion_tokens = Usage.Completion,
                total_tokens = Usage.Total,
            },
    });

    private static JObject? MessageOf(JObject choice) => choice["message"] as JObject ?? choice["delta"] as JObject;

    private static JToken? Null(JToken? token) => token is { Type: JTokenType.Null } ? null : token;

    private static string TextIn(JToken? content) => content switch
    {
        JValue { Type: JTokenType.String } text => (string)text!,
        JArray parts => string.Concat(parts.Select(TextIn)),
        JObject part when part.Text("type") is not { } type || TextParts.Contains(type) =>
            part["text"] is JObject inner ? TextIn(inner["value"]) : TextIn(part["text"]),
        _ => "",
    };

    private static bool IsThought(JObject part) => part.Text("type") is "thinking" or "reasoning";

    private static (string Text, string Thoughts) SplitThoughts(string text, string thoughts)
    {
        if (!text.AsSpan().TrimStart().StartsWith(ThoughtsBegin, StringComparison.OrdinalIgnoreCase))
            return (text, thoughts);
        var end = text.IndexOf(ThoughtsEnd, StringComparison.OrdinalIgnoreCase);
        var hasAnswer = end >= 0 && !string.IsNullOrWhiteSpace(text[(end + ThoughtsEnd.Length)..]);
        // Reasoning before the answer is removed where answers are parsed.
        return hasAnswer ? (text, text[..end]) : ("", text);
    }
}
