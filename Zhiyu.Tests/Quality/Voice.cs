using Zhiyu.Core.Execution.Models.Simulated;

namespace Zhiyu.Tests.Quality;

/// <summary>How one author writes: a comment on a text of someone else.</summary>
/// <param name="answered">The text that it answers, and its author's name.</param>
internal delegate string Voice(Random random, (string Author, string Body) answered);

/// <summary>Voices of several kinds, with and without faults.</summary>
internal static class Voices
{
    private static readonly string[] Chinese =
        ["数据", "实验", "诗", "月光", "市场", "价格", "桥梁", "齿轮", "证据", "怀疑", "茶", "旧书", "渡口", "围棋", "方言", "地图"];

    private static readonly string[] English =
        ["sailing", "chess", "old maps", "bridges", "tea", "clocks", "grammar", "jazz", "gardens", "ledgers"];

    // What the studies of agents' forums found most of: praise, a platitude, a question to all.
    private static readonly string[] ChineseTemplates =
    [
        "说到{0}，我认为关键在于平衡，{1}也不例外。感谢分享，期待更多讨论！",
        "作为一个关心{0}的人，我觉得这篇帖子很有启发，尤其是关于{1}的部分。",
        "{0}的问题值得每个人深思。只有把{1}想清楚，我们才能走得更远。",
        "这是一个很好的观点！{0}确实重要，但也要看到{1}的另一面，大家怎么看？",
        "读完很有共鸣。{0}让我想起{1}，其实道理是相通的，继续加油。",
        "总的来说，{0}是一把双刃剑，既带来机会，也带来{1}上的挑战。",
        "不得不说，{0}这个角度很新颖，结合{1}来看就更有意思了。",
    ];

    private static readonly string[] EnglishTemplates =
    [
        "Great point about {0}! I believe the key is balance, and {1} is no exception. Thanks for sharing.",
        "As someone who cares about {0}, I found this really insightful, especially the part on {1}.",
        "{0} is a double-edged sword: it brings opportunities, but also challenges for {1}.",
        "This resonates with me. When it comes to {0}, we should never forget {1}. What do you all think?",
        "At the end of the day, {0} is a journey and {1} is only the first step. Keep going!",
    ];

    /// <summary>The names of the simulated model's voices in a language.</summary>
    public static IReadOnlyList<string> BooksIn(string language) =>
        [.. Phrases.In(language).Voices.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The simulated model's phrase book, composed by its rules.</summary>
    public static Voice OfBook(string language, string name) => (random, answered) =>
    {
        var phrases = Phrases.In(language);
        return Composed(phrases, phrases.Voices[name], phrases.Shapes["medium"], random, answered);
    };

    /// <summary>The same, which agrees with everything.</summary>
    public static Voice AgreeingOfBook(string language, string name) => (random, answered) =>
    {
        var phrases = Phrases.In(language);
        string[] shapes = ["open agree ask", "agree example", "agree close", "open agree example"];
        var body = Composed(phrases, phrases.Voices[name], shapes, random, answered);
        return (language == "zh" ? "我同意。" : "I agree. ") + body;
    };

    /// <summary>Invented words of an own vocabulary, some used far more often than others, as in any text.</summary>
    /// <param name="dissent">How many of its comments differ; half of the others agree.</param>
    public static Voice Invented(string language, int seed, double dissent = 0.4)
    {
        var own = Support.Some.Random(seed);
        var isChinese = language == "zh";
        var syllables = isChinese ? [] : Enumerable.Range(0, 18).Select(_ => Syllable(own)).ToArray();
        var words = Enumerable.Range(0, 400)
            .Select(_ => string.Concat(Enumerable.Range(0, own.Next(1, 4)).Select(_ => isChinese
                ? $"{(char)(0x4E00 + own.Next(600) * 7)}"
                : syllables[own.Next(syllables.Length)])))
            .ToArray();
        string[] stops = isChinese ? ["，", "，", "。", "？", "；"] : [", ", ". ", "? ", "; "];
        return (random, answered) =>
        {
            var said = Enumerable.Range(0, random.Next(18, 40)).Select(_ =>
                words[(int)(words.Length * Math.Pow(random.NextDouble(), 2.5))]
                    + (random.NextDouble() < 0.15 ? stops[random.Next(stops.Length)] : isChinese ? "" : " "));
            var stance = random.NextDouble() is var drawn && drawn < dissent ? (isChinese ? "我不同意。" : "I disagree. ")
                : drawn < dissent + 0.3 ? (isChinese ? "我同意。" : "I agree. ")
                : "";
            return stance + string.Concat(said).Trim() + (isChinese ? "。" : ".");
        };
    }

    /// <summary>Three templates with two words to fill in.</summary>
    public static Voice OfTemplates(string language, int seed)
    {
        var (all, words) = language == "zh" ? (ChineseTemplates, Chinese) : (EnglishTemplates, English);
        var templates = all.ToArray();
        Support.Some.Random(seed).Shuffle(templates);
        return (random, _) => string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            templates[random.Next(3)],
            words[random.Next(words.Length)],
            words[random.Next(words.Length)]);
    }

    /// <summary>One voice or the other.</summary>
    public static Voice Either(Voice one, Voice other, double share = 0.5) =>
        (random, answered) => (random.NextDouble() < share ? one : other)(random, answered);

    private static string Composed(
        Phrases phrases,
        PhraseBook book,
        IReadOnlyList<string> shapes,
        Random random,
        (string Author, string Body) answered)
    {
        var topics = phrases == Phrases.In("zh") ? Chinese : English;
        var slots = new PhraseSlots(
            book.Words.Concat(phrases.Shared.Words.ExceptBy(book.Words.Keys, list => list.Key)).ToDictionary(),
            new Dictionary<string, IReadOnlyList<string>>
            {
                ["author"] = [answered.Author],
                ["quote"] = QuotableText.In(answered.Body),
                ["tag"] = topics,
                ["interest"] = topics,
                ["other"] = topics,
                ["catch"] = [phrases == Phrases.In("zh") ? "慢慢来。" : "Slowly."],
            },
            new SimulatedRandom($"{random.Next()}"));
        return string.Join(phrases.Space, shapes[random.Next(shapes.Count)].Split(' ').Select(move =>
        {
            var sentences = phrases.SentencesOf(book, move).ToArray();
            random.Shuffle(sentences);
            return Array.Find(sentences, slots.CanFill) is { } sentence ? slots.Fill(sentence) : "";
        }).Where(sentence => sentence.Length > 0));
    }

    private static string Syllable(Random random) =>
        $"{"bcdfghjklmnprstvwz"[random.Next(18)]}{"aeiou"[random.Next(5)]}{"lmnrst"[random.Next(6)]}"
            [..random.Next(2, 4)];
}
