using System.Text;
using Zhiyu.Core.Runtime.Seed;

namespace Zhiyu.Bench.Scenarios.Search;

/// <summary>
/// Texts for a search: sentences of the sample data, whose words many texts share, and words that are the rarer, the
/// later they are in a vocabulary, in Chinese and English.
/// </summary>
internal sealed class ForumText
{
    private const int Vocabulary = 50_000;
    private const int FirstSign = 0x4E00;
    private const int CommonSigns = 3_000;

    private readonly Random _random;
    private readonly string[] _sentences;
    private readonly string[] _words;

    public ForumText(Random random)
    {
        _random = random;
        _sentences =
        [
            .. SeedData.In("zh").Posts.Concat(SeedData.In("en").Posts)
                .SelectMany(post => post.Body.Split(['。', '.', '？', '?', '\n'], StringSplitOptions.TrimEntries))
                .Where(sentence => sentence.Length > 8),
        ];
        _words = [.. Enumerable.Range(0, Vocabulary).Select(NewWord)];
    }

    public string Next()
    {
        var text = new StringBuilder(_sentences[_random.Next(_sentences.Length)]).Append('。');
        for (var words = _random.Next(10, 30); words > 0; words--) text.Append(Word()).Append(words % 5 == 0 ? "，" : "");
        return text.ToString();
    }

    /// <summary>A word as often as texts have it.</summary>
    public string Word() => _words[(int)Math.Pow(Vocabulary, _random.NextDouble())];

    /// <summary>Words as they follow each other in some text.</summary>
    public string Phrase() => _sentences[_random.Next(_sentences.Length)][..6];

    private string NewWord(int number) => number % 4 == 0
        ? $" {(char)('a' + _random.Next(26))}{(char)('a' + _random.Next(26))}{_random.Next(1_000)} "
        : $"{Sign()}{Sign()}";

    private char Sign() => (char)(FirstSign + _random.Next(CommonSigns));
}
