namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>Says sentences in the persona's voice, and keeps from what was said before.</summary>
internal sealed class SimulatedSpeech
{
    private const int MaxPlaceLength = 30;
    private const int MaxNoteLength = 40;
    private const int LettersOfIdeograph = 2;
    private const int MinGistLength = 5;

    private readonly PromptReading _prompt;
    private readonly SimulatedRandom _random;
    private readonly Dictionary<string, IReadOnlyList<string>> _values;

    public SimulatedSpeech(PromptReading prompt, SimulatedRandom random)
    {
        _prompt = prompt;
        _random = random;
        Phrases = Phrases.In(prompt.Persona.Language);
        Voice = Phrases.PhraseBookOf(prompt.Persona);
        var interests = random.Shuffled(prompt.Persona.Interests.DefaultIfEmpty(prompt.Persona.Name));
        _values = new Dictionary<string, IReadOnlyList<string>>
        {
            ["author"] = prompt.Answered is { Author.Length: > 0 } answered ? [answered.Author] : [],
            ["quote"] = QuotableText.In($"{prompt.Answered?.Title}\n{prompt.Answered?.Body}"),
            ["tag"] = prompt.Post?.Tags ?? [],
            ["interest"] = [interests[0]],
            ["other"] = [.. interests.Skip(1).Take(1)],
            ["catch"] = [.. prompt.Persona.Catchphrases.Select(Ended)],
        };
        Slots = new PhraseSlots(
            Voice.Words.Concat(Phrases.Shared.Words.ExceptBy(Voice.Words.Keys, list => list.Key)).ToDictionary(),
            _values,
            random);
    }

    public Phrases Phrases { get; }

    public PhraseBook Voice { get; }

    public PhraseSlots Slots { get; }

    /// <summary>The two interests that a composed post is about.</summary>
    public IReadOnlyList<string> Interests => [.. _values["interest"], .. _values["other"]];

    /// <summary>
    /// Lets sentences speak of a recalled note: <c>{when}</c>, <c>{place}</c>, <c>{about}</c>, <c>{note}</c>.
    /// </summary>
    public void Recall(PromptSection note)
    {
        _values["when"] = [WhenOf(note)];
        _values["place"] = [Cut(note.Place, MaxPlaceLength)];
        _values["about"] = [note.About];
        _values["note"] = [Cut(GistOf(note.Body), MaxNoteLength)];
    }

    /// <summary>Lets notes speak of what was just said: <c>{said}</c>.</summary>
    public void Remember(string said) => _values["said"] = [said];

    /// <summary>
    /// A sentence for the move; null when none can be filled. One that the thread already has, or that begins in a worn
    /// way, is avoided while there is another.
    /// </summary>
    public string? Sentence(string move) =>
        Choose(Phrases.SentencesOf(Voice, move).Where(sentence => IsLiked(sentence, move)), isOpening: true);

    /// <summary>One of the sentences; null when none can be filled.</summary>
    public string? Choose(IEnumerable<string> sentences, bool isOpening = false)
    {
        var usable = ByTaste(sentences.Where(Slots.CanFill));
        string? first = null;
        foreach (var sentence in usable)
        {
            var worded = Slots.Worded(sentence);
            var filled = Capitalized(Slots.Fill(worded), sentence);
            first ??= filled;
            if (!IsInPrompt(PhraseSlots.Core(worded)) && !(isOpening && IsWorn(filled))) return filled;
        }

        return first;
    }

    public bool IsInPrompt(string text) => text.Length > 0 && _prompt.User.Contains(text, StringComparison.Ordinal);

    /// <summary>Whether it begins like what the prompt calls worn out.</summary>
    public bool IsWorn(string text) =>
        _prompt.WornOpenings.Any(worn => text.StartsWith(worn, StringComparison.Ordinal));

    // Of two sentences, a character takes the one that it likes more, so that two with the same book differ.
    private List<string> ByTaste(IEnumerable<string> sentences)
    {
        var shuffled = _random.Shuffled(sentences);
        if (shuffled.Count > 1 && TasteFor(shuffled[1]) > TasteFor(shuffled[0]))
            (shuffled[0], shuffled[1]) = (shuffled[1], shuffled[0]);
        return shuffled;
    }

    private double TasteFor(string sentence) =>
        new SimulatedRandom($"{_prompt.Persona.Name}\n{sentence}").NextDouble();

    // Who likes to quote opens with a quotation, who does not opens without one.
    private bool IsLiked(string sentence, string move) => move != "open" || _prompt.Knob("Quoting") switch
    {
        >= 7 => _values["quote"].Count == 0 || sentence.Contains("{quote}", StringComparison.Ordinal),
        <= 3 => !sentence.Contains("{quote}", StringComparison.Ordinal),
        _ => true,
    };

    private string WhenOf(PromptSection note)
    {
        if (note.Time is not { } then) return Phrases.Ago.Last().Value;
        if (_prompt.Answered?.Time is not { } now)
            return then.ToString(Phrases.Date, System.Globalization.CultureInfo.InvariantCulture);
        var days = (now.Date - then.Date).Days;
        return Phrases.Ago.Last(ago => ago.Key <= Math.Max(days, 0)).Value
            .Replace("{days}", $"{days}", StringComparison.Ordinal);
    }

    /// <summary>What follows the colon says what was noted; the words before it say with whom.</summary>
    public static string GistOf(string note)
    {
        var text = note.ReplaceLineEndings(" ").Trim().TrimEnd('。', '.', '！', '!', '？', '?', '…');
        var colon = Math.Max(text.IndexOf('：'), text.IndexOf(": ", StringComparison.Ordinal));
        var gist = text[(colon + 1)..].Trim();
        return gist.Length >= MinGistLength ? gist : text;
    }

    // Letters are narrower; a word is not cut.
    private static string Cut(string text, int length)
    {
        var whole = text.TrimEnd('…');
        var letters = whole.Count(char.IsAsciiLetter);
        var most = letters > whole.Length / 2 ? length * LettersOfIdeograph : length;
        if (whole.Length <= most) return whole;
        var space = letters > 0 ? whole.LastIndexOf(' ', most) : -1;
        return $"{whole[..(space > 0 ? space : most)]}…";
    }

    // A sentence may begin with a word of a list; a name keeps its case.
    private static string Capitalized(string filled, string sentence) =>
        filled.Length > 0 && char.IsAsciiLetterLower(filled[0])
        && !sentence.StartsWith("{author}", StringComparison.Ordinal)
            ? char.ToUpperInvariant(filled[0]) + filled[1..]
            : filled;

    // A catchphrase is inserted as a sentence of its own.
    private string Ended(string phrase) =>
        phrase.Length > 0 && char.IsPunctuation(phrase[^1]) ? phrase : phrase + Phrases.FullStop;
}
