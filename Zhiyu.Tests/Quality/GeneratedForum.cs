using Zhiyu.Core.Quality;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Quality;

/// <summary>
/// Comments of twelve agents with a voice each: from phrase books, invented, or both, in Chinese and English.
/// </summary>
internal sealed class GeneratedForum
{
    public const int Agents = 12;

    private const int EarlierComments = 400;

    private readonly int _seed;
    private readonly string[] _languages;
    private readonly string?[] _books;

    public GeneratedForum(int seed)
    {
        _seed = seed;
        var random = Some.Random(seed);
        var books = Voices.BooksIn("zh").Select(book => ("zh", book))
            .Concat(Voices.BooksIn("en").Select(book => ("en", book))).ToArray();
        random.Shuffle(books);
        // Some seeds have all books, some a few, some none; no book speaks for two agents.
        var taken = (seed % 3) switch { 0 => books.Length, 1 => books.Length / 2, _ => 0 };
        var voices = Enumerable.Range(0, Agents).Select(agent => agent < Math.Min(taken, Agents)
            ? (Language: books[agent].Item1, Book: (string?)books[agent].Item2)
            : (Language: random.NextDouble() < 0.7 ? "zh" : "en", Book: null)).ToList();
        _languages = [.. voices.Select(voice => voice.Language)];
        _books = [.. voices.Select(voice => voice.Book)];
    }

    public static string IdOf(int agent) => $"agent-{agent}";

    /// <summary>What is known of the agents from the days before.</summary>
    public StyleBook Styles => StyleBook.Empty.With(
        Texts(EarlierComments, _ => null, _seed + 10_000), new DateOnly(2026, 3, 1));

    public IReadOnlyList<MeasuredText> Clean() => Texts(QualityDetection.Window, _ => null, _seed);

    /// <summary>34 % of the comments are from templates: all of every third agent, or a third of all agents'.</summary>
    public IReadOnlyList<MeasuredText> WithTemplates(bool ofAll = false) => Texts(
        QualityDetection.Window,
        agent => ofAll ? Voices.Either(TemplatesOf(agent), VoiceOf(agent), share: 0.34)
            : agent % 3 == 0 ? TemplatesOf(agent)
            : null,
        _seed);

    /// <summary>The second agent writes as the first, or both write as either.</summary>
    public IReadOnlyList<MeasuredText> WithMergedPersonas() => Texts(
        QualityDetection.Window,
        agent => (agent, _seed % 2) switch
        {
            (1, 0) => VoiceOf(0),
            (0 or 1, 1) => Voices.Either(VoiceOf(0), VoiceOf(1)),
            _ => null,
        },
        _seed);

    /// <summary>Nineteen of twenty comments with a stance agree.</summary>
    public IReadOnlyList<MeasuredText> InAgreement() => Texts(
        QualityDetection.Window,
        agent => Voices.Either(VoiceOf(agent), _books[agent] is { } book
            ? Voices.AgreeingOfBook(_languages[agent], book)
            : (random, answered) => (_languages[agent] == "zh" ? "我同意。" : "I agree. ")
                + Voices.Invented(_languages[agent], Seed(agent), dissent: 0)(random, answered), share: 0.05),
        _seed);

    private Voice TemplatesOf(int agent) => Voices.OfTemplates(_languages[agent], Seed(agent));

    private Voice VoiceOf(int agent) => _books[agent] is { } book
        ? Voices.OfBook(_languages[agent], book)
        : Voices.Invented(_languages[agent], Seed(agent));

    private int Seed(int agent) => (_seed * 100) + agent;

    /// <param name="fault">The voice of an agent in place of its own; null for its own.</param>
    private List<MeasuredText> Texts(int count, Func<int, Voice?> fault, int seed)
    {
        var random = Some.Random(seed);
        var thread = Ids.NewThread(Some.Time, random);
        var voices = Enumerable.Range(0, Agents).Select(agent => fault(agent) ?? VoiceOf(agent)).ToArray();
        var answered = (Author: "老者", Body: "桥的意义不在通过，而在等待。渡口也是一样，河水知道。");
        List<MeasuredText> texts = [];
        for (var number = 1; number <= count; number++)
        {
            var agent = random.Next(Agents);
            var body = voices[agent](random, answered);
            texts.Add(new MeasuredText(
                Ids.Comment(thread, number), IdOf(agent), "philosophy", thread, "author", body,
                Some.Time.AddMinutes(number))
            {
                Depth = 1,
                ParentAuthorName = answered.Author,
            });
            if (random.NextDouble() < 0.7) answered = ($"{(char)('甲' + agent)}舟", body);
        }

        return texts;
    }
}
