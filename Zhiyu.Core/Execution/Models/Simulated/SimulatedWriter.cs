using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>
/// Composes one answer: a sequence of rhetorical moves, and for each a sentence in the persona's style.
/// </summary>
internal sealed class SimulatedWriter
{
    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private const double TargetVoteRate = 0.4;
    private const double OtherVoteRate = 0.1;
    private const double DownvoteRate = 0.25;
    private const int MaxVotes = 3;

    // Prepared posts are few and would soon repeat.
    private const double PreparedPostRate = 0.25;

    private readonly PromptReading _prompt;
    private readonly SimulatedRandom _random;
    private readonly SimulatedRandom _voteRandom;
    private readonly Phrases _phrases;
    private readonly PhraseBook _phraseBook;
    private readonly PhraseSlots _slots;

    public SimulatedWriter(PromptReading prompt, SimulatedRandom random)
    {
        _prompt = prompt;
        _random = random;
        // Votes have their own generator, so that they do not change the text.
        _voteRandom = new SimulatedRandom($"votes\n{prompt.User}");
        _phrases = Phrases.In(prompt.Persona.Language);
        _phraseBook = _phrases.PhraseBookOf(prompt.Persona);
        _slots = new PhraseSlots(new Dictionary<string, IReadOnlyList<string>>
        {
            ["author"] = prompt.Answered is { Author.Length: > 0 } answered ? [answered.Author] : [],
            ["quote"] = QuotableText.In($"{prompt.Answered?.Title}\n{prompt.Answered?.Body}"),
            ["tag"] = prompt.Post?.Tags ?? [],
            ["interest"] = prompt.Persona.Interests,
            ["catch"] = [.. prompt.Persona.Catchphrases.Select(Ended)],
        }, random);
    }

    public string Write(double declineRate)
    {
        if (_random.NextDouble() < declineRate)
            return Decline();
        return _prompt.Answered is null ? Post() : Reply();
    }

    private string Decline() => JsonSerializer.Serialize(
        new { action = "decline", votes = Votes(), body = _random.Pick(_phrases.Declines) }, Json);

    private string Reply()
    {
        var shapes = _phrases.Shapes.GetValueOrDefault(_prompt.Persona.Length ?? "", _phrases.Shapes["medium"]);
        var sentences = _random.Pick(shapes).Split(' ').Select(Sentence).OfType<string>();
        var body = string.Join(_phrases.Space, sentences);
        if (!_slots.MentionsTarget(body) && Lead() is { } lead) body = lead + _phrases.Space + body;
        return JsonSerializer.Serialize(new { action = "reply", votes = Votes(), body }, Json);
    }

    // Sometimes votes: more often on the answered text than on others, more often up than down.
    private IEnumerable<object> Votes() => _prompt.Sections
        .Where(section => section is { Number: not null, IsOwn: false })
        .Where(section => _voteRandom.NextDouble() < (section == _prompt.Answered ? TargetVoteRate : OtherVoteRate))
        .Take(MaxVotes)
        .Select(section => new { no = section.Number, vote = _voteRandom.NextDouble() < DownvoteRate ? "down" : "up" });

    private string? Lead() =>
        _random.Shuffled(_phrases.Leads).Where(_slots.CanFill).Select(_slots.Fill)
            .FirstOrDefault(lead => !IsInPrompt(lead));

    // A sentence that the thread already has is avoided while there is another.
    private string? Sentence(string move)
    {
        var usable = _random.Shuffled(_phraseBook.Moves[move].Where(_slots.CanFill));
        var chosen = usable.Find(sentence => !IsInPrompt(PhraseSlots.Core(sentence))) ?? usable.FirstOrDefault();
        return chosen is null ? null : _slots.Fill(chosen);
    }

    private string Post()
    {
        var prepared = _random.Shuffled(_phraseBook.Posts).Select(post => new PhraseBookPost
        {
            Title = _slots.Fill(post.Title),
            Body = _slots.Fill(post.Body),
            Tags = [.. post.Tags.Select(_slots.Fill)],
        });
        var composed = Enumerable.Range(0, _phrases.Titles.Count).Select(_ => Composed());
        var posts = _random.NextDouble() < PreparedPostRate ? prepared.Concat(composed) : composed.Concat(prepared);
        return posts.FirstOrDefault(post => !IsInPrompt(post.Title)) is { } post
            ? JsonSerializer.Serialize(
                new { action = "post", title = post.Title, body = post.Body, tags = post.Tags }, Json)
            : Decline();
    }

    private PhraseBookPost Composed()
    {
        var interests = _random.Shuffled(_prompt.Persona.Interests.DefaultIfEmpty(_prompt.Persona.Name))
            .Take(2).ToList();
        var slots = new PhraseSlots(new Dictionary<string, IReadOnlyList<string>>
        {
            ["interest"] = [interests[0]],
            ["other"] = [interests[^1]],
        }, _random);
        string[] body =
        [
            slots.Fill(_random.Pick(_phrases.Openings)),
            .. ((string[])["example", "differ", "ask"]).Select(Sentence).OfType<string>(),
        ];
        return new PhraseBookPost
        {
            Title = slots.Fill(_random.Pick(_phrases.Titles)),
            Body = string.Join(_phrases.Space, body),
            Tags = interests,
        };
    }

    // A catchphrase is inserted as a sentence of its own.
    private string Ended(string phrase) =>
        phrase.Length > 0 && char.IsPunctuation(phrase[^1]) ? phrase : phrase + _phrases.FullStop;

    private bool IsInPrompt(string text) => text.Length > 0 && _prompt.User.Contains(text, StringComparison.Ordinal);
}
