using Microsoft.Extensions.AI;
using Microsoft.ML.Tokenizers;
using Zhiyu.Core.Execution.Llm.Catalog;

namespace Zhiyu.Core.Execution.Llm.Accounting;

/// <summary>
/// Counts tokens as the tokenizer o200k_base does, which is OpenAI's own since gpt-4o; for other models an estimate.
/// </summary>
internal sealed class TokenCounter
{
    // Other models' tokenizers need up to about a quarter more for the same text.
    private const decimal Surplus = 1.25m;

    // A message is framed by its role and separators: 4 tokens with OpenAI's models, up to twice that in others' chat
    // templates, some of which also open with a system text of their own.
    private const int PerMessage = 8;
    private const int PerCall = 32;

    private readonly Lazy<Tokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public int Count(string text) => text.Length == 0 ? 0 : _tokenizer.Value.CountTokens(text);

    /// <summary>About what a prompt has.</summary>
    public long Count(IEnumerable<ChatMessage> messages) => messages.Sum(message => (long)Count(message.Text));

    /// <summary>The most that one try can be expected to take.</summary>
    /// <param name="options">With the limit of the answer's tokens and the form that is asked for.</param>
    public ModelBound Bound(IEnumerable<ChatMessage> messages, ChatOptions options, ModelRoute route)
    {
        var list = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        var text = Count(list) + (Schema(options, route) is { } schema ? Count(schema) : 0);
        var prompt = (long)Math.Ceiling(text * Surplus) + (PerMessage * list.Count) + PerCall;
        var completion = options.MaxOutputTokens
            ?? throw new InvalidOperationException("A call without a limit of tokens has no bound.");
        return new ModelBound(prompt, completion, route.Price.Of(prompt, completion));
    }

    private static string? Schema(ChatOptions options, ModelRoute route) =>
        route.Structured == StructuredOutput.JsonSchema
            && options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema }
            ? schema.GetRawText()
            : null;
}
