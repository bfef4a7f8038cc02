using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>Composes one answer: a shape of moves, for each move a sentence in the persona's voice.</summary>
internal sealed class SimulatedWriter
{
    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private const double OftenVotes = 0.4;
    private const double SeldomVotes = 0.1;
    private const double Downs = 0.25;
    private const int MostVotes = 3;

    // Those that voices have ready are few, and soon said.
    private const double ReadyPosts = 0.25;

    private readonly PromptReading _prompt;
    private readonly SimulatedRandom _dice;
    private readonly SimulatedRandom _votes;
    private readonly Phrases _phrases;
    private readonly PhraseBook _voice;
    private readonly PhraseSlots _slots;

    public SimulatedWriter(PromptReading prompt, SimulatedRandom dice)
    {
        _prompt = prompt;
        _dice = dice;
        // Dice of their own: what is said does not hang on whether there was a vote.
        _votes = new SimulatedRandom($"votes\n{prompt.User}");
        _phrases = Phrases.In(prompt.Persona.Language);
        _voice = _phrases.VoiceOf(prompt.Persona);
        _slots = new PhraseSlots(new Dictionary<string, IReadOnlyList<string>>
        {
            ["author"] = prompt.Answered is { Author.Length: > 0 } answered ? [answered.Author] : [],
            ["quote"] = QuotableText.In($"{prompt.Answered?.Title}\n{prompt.Answered?.Body}"),
            ["tag"] = prompt.Post?.Tags ?? [],
            ["interest"] = prompt.Persona.Interests,
            ["catch"] = [.. prompt.Persona.Catchphrases.Select(Ended)],
        }, dice);
    }

    public string Write(double declineRate)
    {
        if (_dice.Share() < declineRate)
            return Decline();
        return _prompt.Answered is null ? Post() : Reply();
    }

    private string Decline() => JsonSerializer.Serialize(
        new { action = "decline", votes = Votes(), body = _dice.Pick(_phrases.Declines) }, Json);

    private string Reply()
    {
        var shapes = _phrases.Shapes.GetValueOrDefault(_prompt.Persona.Length ?? "", _phrases.Shapes["medium"]);
        var sentences = _dice.Pick(shapes).Split(' ').Select(Sentence).OfType<string>();
        var body = string.Join(_phrases.Space, sentences);
        if (!_slots.NamesWhatIsAnswered(body) && Lead() is { } lead) body = lead + _phrases.Space + body;
        return JsonSerializer.Serialize(new { action = "reply", votes = Votes(), body }, Json);
    }

    // Now and then a vote: more often for what is answered than for the rest, more often up than down.
    private IEnumerable<object> Votes() => _prompt.Sections
        .Where(section => section is { Number: not null, IsOwn: false })
        .Where(section => _votes.Share() < (section == _prompt.Answered ? OftenVotes : SeldomVotes))
        .Take(MostVotes)
        .Select(section => new { no = section.Number, vote = _votes.Share() < Downs ? "down" : "up" });

    private string? Lead() =>
        _dice.Shuffled(_phrases.Leads).Where(_slots.CanFill).Select(_slots.Fill).FirstOrDefault(lead => !IsSaid(lead));

    // In a thread nobody says a sentence that already stands there, as long as there is another.
    private string? Sentence(string move)
    {
        var usable = _dice.Shuffled(_voice.Moves[move].Where(_slots.CanFill));
        var chosen = usable.Find(sentence => !IsSaid(PhraseSlots.Core(sentence))) ?? usable.FirstOrDefault();
        return chosen is null ? null : _slots.Fill(chosen);
    }

    private string Post()
    {
        var ready = _dice.Shuffled(_voice.Posts).Select(post => new PhraseBookPost
        {
            Title = _slots.Fill(post.Title),
            Body = _slots.Fill(post.Body),
            Tags = [.. post.Tags.Select(_slots.Fill)],
        });
        var composed = Enumerable.Range(0, _phrases.Titles.Count).Select(_ => Composed());
        var posts = _dice.Share() < ReadyPosts ? ready.Concat(composed) : composed.Concat(ready);
        return posts.FirstOrDefault(post => !IsSaid(post.Title)) is { } post
            ? JsonSerializer.Serialize(
                new { action = "post", title = post.Title, body = post.Body, tags = post.Tags }, Json)
            : Decline();
    }

    private PhraseBookPost Composed()
    {
        var interests = _dice.Shuffled(_prompt.Persona.Interests.DefaultIfEmpty(_prompt.Persona.Name)).Take(2).ToList();
        var slots = new PhraseSlots(new Dictionary<string, IReadOnlyList<string>>
        {
            ["interest"] = [interests[0]],
            ["other"] = [interests[^1]],
        }, _dice);
        string[] body =
        [
            slots.Fill(_dice.Pick(_phrases.Openings)),
            .. ((string[])["example", "differ", "ask"]).Select(Sentence).OfType<string>(),
        ];
        return new PhraseBookPost
        {
            Title = slots.Fill(_dice.Pick(_phrases.Titles)),
            Body = string.Join(_phrases.Space, body),
            Tags = interests,
        };
    }

    // A catchphrase is filled in as a sentence of its own.
    private string Ended(string phrase) =>
        phrase.Length > 0 && char.IsPunctuation(phrase[^1]) ? phrase : phrase + _phrases.FullStop;

    private bool IsSaid(string words) => words.Length > 0 && _prompt.User.Contains(words, StringComparison.Ordinal);
}
