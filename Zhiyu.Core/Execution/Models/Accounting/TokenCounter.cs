using Microsoft.Extensions.AI;
using Microsoft.ML.Tokenizers;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Accounting;

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

    // What the tokenizer takes for one word it merges in the square of its length: a post of one letter repeated would
    // keep it busy for minutes.
    private const int Piece = 500;

    private readonly Lazy<Tokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>The tokens of a text; of one longer than a piece about one too many for each further piece.</summary>
    public int Count(string text)
    {
        var tokens = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + Piece, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;
            tokens += _tokenizer.Value.CountTokens(text.AsSpan(start, end - start));
            start = end;
        }

        return tokens;
    }

    /// <summary>About what a prompt has.</summary>
    public long Count(IEnumerable<ChatMessage> messages) => messages.Sum(message => (long)Count(message.Text));

    /// <summary>How many tokens of text, as they are counted here, surely go into so many of any model's.</summary>
    public static int Fits(int tokens) => (int)((tokens - PerCall - (2 * PerMessage)) / Surplus);

    /// <summary>The most that one try can be expected to take.</summary>
    /// <param name="options">With the limit of the answer's tokens and the form that is asked for.</param>
    public TokenUpperBound Bound(IEnumerable<ChatMessage> messages, ChatOptions options, ModelRoute route)
    {
        var list = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        var text = Count(list) + (Schema(options, route) is { } schema ? Count(schema) : 0);
        var prompt = (long)Math.Ceiling(text * Surplus) + (PerMessage * list.Count) + PerCall;
        var completion = options.MaxOutputTokens
            ?? throw new InvalidOperationException("A call without a limit of tokens has no bound.");
        return new TokenUpperBound(prompt, completion, route.Price.Of(prompt, completion), route.Price.Of(0, completion));
    }

    private static string? Schema(ChatOptions options, ModelRoute route) =>
        route.Structured == StructuredOutput.JsonSchema
            && options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema }
            ? schema.GetRawText()
            : null;
}
