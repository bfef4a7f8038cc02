using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>
/// Composes one answer: a sequence of rhetorical moves, and for each a sentence in the persona's style.
/// </summary>
internal sealed class SimulatedWriter(PromptReading prompt, SimulatedRandom random)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private const double TargetVoteRate = 0.4;
    private const double OtherVoteRate = 0.1;
    private const double DownvoteRate = 0.25;
    private const int MaxVotes = 3;

    private const double FollowUpRate = 0.4;
    private const double PostNoteRate = 0.3;

    // Prepared posts are few. They are for a young forum, where they cannot repeat yet.
    private const double PreparedPostRate = 0.5;
    private const int FewTitles = 12;

    // Votes have their own generator, so that they do not change the text.
    private readonly SimulatedRandom _voteRandom = new($"votes\n{prompt.User}");
    private readonly SimulatedSpeech _speech = new(prompt, random);

    public string Write(double declineRate)
    {
        if (random.NextDouble() < declineRate)
            return Decline();
        return prompt.Answered is null ? Post() : Reply();
    }

    private string Decline() => JsonSerializer.Serialize(
        new { action = "decline", votes = Votes(), body = random.Pick(_speech.Phrases.Declines) }, Json);

    private string Reply()
    {
        var shapes = _speech.Phrases.Shapes;
        var plan = ReplyPlan.Of(
            prompt, shapes.GetValueOrDefault(prompt.Persona.Length ?? "", shapes["medium"]), random);
        if (plan.Recalled is { } recalled) _speech.Recall(recalled);
        Dictionary<string, string> said = [];
        foreach (var move in plan.Moves)
            if (_speech.Sentence(move) is { } sentence) said[move] = sentence;
        var body = string.Join(_speech.Phrases.Space, said.Values);
        if (!_speech.Slots.MentionsTarget(body) && _speech.Choose(_speech.Phrases.Leads, isOpening: true) is { } lead)
            body = lead + _speech.Phrases.Space + body;
        return JsonSerializer.Serialize(
            new
            {
                action = "reply",
                votes = Votes(),
                attitude = plan.Attitude?.ToString().ToLowerInvariant(),
                remember = SimulatedNotes.Of(_speech, said, plan, prompt.Answered!.Author, random),
                body,
            },
            Json);
    }

    // Sometimes votes: more often on the answered text than on others, more often up than down.
    private IEnumerable<object> Votes() => prompt.Sections
        .Where(section => section is { Number: not null, IsOwn: false })
        .Where(section => _voteRandom.NextDouble() < (section == prompt.Answered ? TargetVoteRate : OtherVoteRate))
        .Take(MaxVotes)
        .Select(section => new { no = section.Number, vote = _voteRandom.NextDouble() < DownvoteRate ? "down" : "up" });

    private string Post()
    {
        var prepared = IsYoung && random.NextDouble() < PreparedPostRate
            ? random.Shuffled(_speech.Voice.Posts)
                .Select(post => new PhraseBookPost
                {
                    Title = _speech.Slots.Fill(post.Title),
                    Body = _speech.Slots.Fill(post.Body),
                    Tags = [.. post.Tags.Select(_speech.Slots.Fill)],
                })
                .FirstOrDefault(post => !_speech.IsInPrompt(post.Title))
            : null;
        var recalled = prepared is null && random.NextDouble() < FollowUpRate
            ? random.Shuffled(prompt.Recalled).FirstOrDefault()
            : null;
        if (recalled is not null) _speech.Recall(recalled);
        return (prepared ?? Composed(recalled)) is { } post
            ? JsonSerializer.Serialize(
                new
                {
                    action = "post",
                    title = post.Title,
                    tags = post.Tags,
                    follows = recalled?.NoteNumber ?? 0,
                    remember = NotesOf(post),
                    body = post.Body,
                },
                Json)
            : Decline();
    }

    private bool IsYoung =>
        (prompt.Sections.FirstOrDefault(section => section.Kind == "titles")?.Text.Split('\n').Length ?? 0) < FewTitles;

    private PhraseBookPost? Composed(PromptSection? recalled)
    {
        var title = _speech.Choose(_speech.Phrases.Titles);
        if (title is null || _speech.IsInPrompt(title)) return null;
        string[] moves = [recalled is null ? "opening" : "follow", "example", "claim", "ask"];
        return new PhraseBookPost
        {
            Title = title,
            Body = string.Join(_speech.Phrases.Space, moves.Select(_speech.Sentence).OfType<string>()),
            Tags = [.. _speech.Interests],
        };
    }

    private IEnumerable<object> NotesOf(PhraseBookPost post)
    {
        if (random.NextDouble() >= PostNoteRate) yield break;
        if (_speech.Choose(_speech.Phrases.Notes["post"]) is { } text)
            yield return new { kind = "opinion", about = post.Tags[0], text };
    }
}
