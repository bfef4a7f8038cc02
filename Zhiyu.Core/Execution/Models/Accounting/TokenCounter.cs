using Microsoft.Extensions.AI;
using Microsoft.ML.Tokenizers;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Accounting;

/// <summary>
/// Counts tokens with the tokenizer o200k_base, which OpenAI uses since gpt-4o; for other models it is an estimate.
/// </summary>
public sealed class TokenCounter
{
    // The tokenizers of other models need up to about 25% more tokens for the same text.
    private const decimal SafetyFactor = 1.25m;

    // Role and separators of a message cost 4 tokens with OpenAI's models and up to 8 in other chat templates, some of
    // which also add a system text.
    private const int TokensPerMessage = 8;
    private const int TokensPerCall = 32;

    // The tokenizer needs quadratic time for a single long word: a post of one repeated letter would take minutes.
    private const int PieceLength = 500;

    private readonly Lazy<Tokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>
    /// The tokens of a text. A long text is counted in pieces, which adds about one token for each further piece.
    /// </summary>
    public int Count(string text)
    {
        var tokens = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + PieceLength, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;
            tokens += _tokenizer.Value.CountTokens(text.AsSpan(start, end - start));
            start = end;
        }

        return tokens;
    }

    /// <summary>The approximate tokens of a prompt.</summary>
    public long Count(IEnumerable<ChatMessage> messages) => messages.Sum(message => (long)Count(message.Text));

    /// <summary>How many tokens, as counted here, fit into a context of this size with any model.</summary>
    public static int Fits(int tokens) => (int)((tokens - TokensPerCall - (2 * TokensPerMessage)) / SafetyFactor);

    /// <summary>The upper bound of one try.</summary>
    /// <param name="options">With the limit of the answer's tokens and the response format.</param>
    public TokenUpperBound Bound(IEnumerable<ChatMessage> messages, ChatOptions options, ModelRoute route)
    {
        var list = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        var text = Count(list) + (Schema(options, route) is { } schema ? Count(schema) : 0);
        var prompt = (long)Math.Ceiling(text * SafetyFactor) + (TokensPerMessage * list.Count) + TokensPerCall;
        var completion = options.MaxOutputTokens
            ?? throw new InvalidOperationException("A call without a limit of tokens has no bound.");
        return new TokenUpperBound(
            prompt, completion, route.Price.Of(prompt, completion), route.Price.Of(0, completion));
    }

    private static string? Schema(ChatOptions options, ModelRoute route) =>
        route.Structured == StructuredOutput.JsonSchema
            && options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema }
            ? schema.GetRawText()
            : null;
}
