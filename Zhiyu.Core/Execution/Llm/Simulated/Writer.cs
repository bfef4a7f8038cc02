using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Zhiyu.Core.Execution.Llm.Simulated;

/// <summary>Composes one answer: a shape of moves, for each move a sentence in the persona's voice.</summary>
internal sealed class Writer
{
    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly PromptReading _prompt;
    private readonly Dice _dice;
    private readonly Phrases _phrases;
    private readonly Voice _voice;
    private readonly Slots _slots;

    public Writer(PromptReading prompt, Dice dice)
    {
        _prompt = prompt;
        _dice = dice;
        _phrases = Phrases.In(prompt.Persona.Language);
        _voice = _phrases.VoiceOf(prompt.Persona);
        _slots = new Slots(new Dictionary<string, IReadOnlyList<string>>
        {
            ["author"] = prompt.Answered is { Author.Length: > 0 } answered ? [answered.Author] : [],
            ["quote"] = Quotable.In($"{prompt.Answered?.Title}\n{prompt.Answered?.Body}"),
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

    private string Decline() =>
        JsonSerializer.Serialize(new { action = "decline", body = _dice.Pick(_phrases.Declines) }, Json);

    private string Reply()
    {
        var shapes = _phrases.Shapes.GetValueOrDefault(_prompt.Persona.Length ?? "", _phrases.Shapes["medium"]);
        var sentences = _dice.Pick(shapes).Split(' ').Select(Sentence).OfType<string>();
        var body = string.Join(_phrases.Space, sentences);
        if (!_slots.NamesWhatIsAnswered(body) && Lead() is { } lead) body = lead + _phrases.Space + body;
        return JsonSerializer.Serialize(new { action = "reply", body }, Json);
    }

    private string? Lead() =>
        _dice.Shuffled(_phrases.Leads).Where(_slots.CanFill).Select(_slots.Fill).FirstOrDefault(lead => !IsSaid(lead));

    // In a thread nobody says a sentence that already stands there, as long as there is another.
    private string? Sentence(string move)
    {
        var usable = _dice.Shuffled(_voice.Moves[move].Where(_slots.CanFill));
        var chosen = usable.Find(sentence => !IsSaid(Slots.Core(sentence))) ?? usable.FirstOrDefault();
        return chosen is null ? null : _slots.Fill(chosen);
    }

    private string Post()
    {
        var post = _dice.Shuffled(_voice.Posts)
            .Select(post => (Title: _slots.Fill(post.Title), post.Body, post.Tags))
            .FirstOrDefault(post => !IsSaid(post.Title));
        return post.Title is null
            ? Decline()
            : JsonSerializer.Serialize(new
            {
                action = "post",
                title = post.Title,
                body = _slots.Fill(post.Body),
                tags = post.Tags.Select(_slots.Fill),
            }, Json);
    }

    // A catchphrase is filled in as a sentence of its own.
    private string Ended(string phrase) =>
        phrase.Length > 0 && char.IsPunctuation(phrase[^1]) ? phrase : phrase + _phrases.FullStop;

    private bool IsSaid(string words) => words.Length > 0 && _prompt.User.Contains(words, StringComparison.Ordinal);
}
