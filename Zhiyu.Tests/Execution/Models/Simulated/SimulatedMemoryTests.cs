using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Simulated;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Moderation;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.Simulated;

/// <summary>What the simulated model makes of memory, relationships and the scales of a persona.</summary>
[Trait("Set", "Quick")]
public sealed class SimulatedMemoryTests
{
    private const int Seeds = 120;

    private static readonly Persona Measurer = SomePrompts.Measurer with { Length = "medium" };

    private static readonly RecalledNote Promise = new(
        "t-r1", "t-c1", "钟表为何要准", NoteKind.Promise, "青萍", "答应了青萍：下次带四十人的名单来", SomePrompts.Time.AddDays(-1));

    [Fact]
    public async Task A_note_about_the_answered_author_is_brought_up_with_its_time_and_place()
    {
        var replies = await RepliesAsync(SomePrompts.ToPost(Measurer) with { Recalled = [Promise] });

        var calls = replies.Count(reply => reply.Body.Contains("钟表为何要准", StringComparison.Ordinal));
        Assert.InRange(calls, Seeds / 3, Seeds * 4 / 5);
        Assert.Contains(replies, reply => reply.Body.Contains("昨天在《钟表为何要准》", StringComparison.Ordinal));
        Assert.Contains(replies, reply => reply.Body.Contains("下次带四十人的名单来", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_note_that_does_not_fit_is_left_alone()
    {
        var replies = await RepliesAsync(
            SomePrompts.ToPost(Measurer) with { Recalled = [Promise with { About = "老周" }] });

        Assert.DoesNotContain(replies, reply => reply.Body.Contains("钟表为何要准", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_thread_was_reminded_of_already_is_not_brought_up_again()
    {
        var said = SomePrompts.Comment("我说过，下次带四十人的名单来。");

        var replies = await RepliesAsync(SomePrompts.ToPost(Measurer, null, said) with { Recalled = [Promise] });

        Assert.DoesNotContain(replies, reply => reply.Body.Contains("钟表为何要准", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rivals_differ_more_often_than_friends_and_now_and_then_make_up()
    {
        var rivals = await RepliesAsync(Among(-0.9));
        var friends = await RepliesAsync(Among(0.9));

        Assert.True(Share(rivals, "differs") > Share(friends, "differs") + 0.15);
        Assert.True(Share(friends, "agrees") > Share(rivals, "agrees") + 0.15);
        Assert.Contains(rivals, reply => reply is { Attitude: "agrees" }
            && SentencesOf("reconcile").Any(part => reply.Body.Contains(part, StringComparison.Ordinal)));
        Assert.Contains(rivals, reply => reply is { Attitude: "differs" }
            && SentencesOf("sharp").Any(part => reply.Body.Contains(part, StringComparison.Ordinal)));

        static ReplyContext Among(double agreement) => SomePrompts.ToPost(Measurer) with
        {
            Relationships = [new QuotedRelationship(SomePrompts.Post.AuthorName, 0.9, agreement, SomePrompts.Time)],
        };
    }

    [Fact]
    public async Task A_third_to_a_half_of_the_replies_note_something_short()
    {
        var replies = await RepliesAsync(SomePrompts.ToPost(Measurer));

        Assert.InRange(replies.Count(reply => reply.Notes.Count > 0), Seeds * 0.3, Seeds * 0.55);
        Assert.All(replies, reply => Assert.InRange(reply.Notes.Count, 0, 2));
        Assert.All(replies.SelectMany(reply => reply.Notes), note =>
        {
            Assert.InRange(note.GetProperty("text").GetString()!.Length, 5, 120);
            Assert.Equal("青萍", note.GetProperty("about").GetString());
        });
        Assert.True(replies.SelectMany(reply => reply.Notes)
            .Select(note => note.GetProperty("kind").GetString()).Distinct().Count() >= 4);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Its_notes_pass_the_check_of_notes(string language)
    {
        var persona = Measurer with { Language = language };
        var post = language == "en"
            ? new QuotedPost("p1", "Hazel", "The swifts were late", "They had waited for the rain to stop. I panicked.",
                ["birdsong"], SomePrompts.Time)
            : SomePrompts.Post;
        var context = SomePrompts.ToPost(persona, post);
        var check = new NoteCheck(Samples.Book.Instructions);

        var notes = (await RepliesAsync(context)).SelectMany(reply => reply.Notes).ToList();

        Assert.NotEmpty(notes);
        Assert.All(notes, note => Assert.Null(check.FaultOf(
            new Note(NoteKind.Fact, note.GetProperty("about").GetString()!, note.GetProperty("text").GetString()!),
            SomePrompts.Library.For(context),
            context)));
    }

    [Theory]
    [InlineData("amused")]
    [InlineData("differs")]
    [InlineData("curious")]
    public async Task A_scale_of_the_persona_moves_the_attitude(string attitude)
    {
        var low = await RepliesAsync(SomePrompts.ToPost(With(1)));
        var high = await RepliesAsync(SomePrompts.ToPost(With(10)));

        Assert.True(Share(high, attitude) > Share(low, attitude) + 0.1);

        Persona With(int value) => attitude switch
        {
            "amused" => Measurer with { Humour = value },
            "differs" => Measurer with { Sharpness = value },
            _ => Measurer with { Asking = value },
        };
    }

    [Fact]
    public async Task Who_likes_to_quote_quotes()
    {
        var low = await RepliesAsync(SomePrompts.ToPost(Measurer with { Quoting = 0 }));
        var high = await RepliesAsync(SomePrompts.ToPost(Measurer with { Quoting = 10 }));

        Assert.True(high.Count(HasQuote) > low.Count(HasQuote) + (Seeds / 10));

        static bool HasQuote(Reply reply) => reply.Body.Contains('「', StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worn_openings_are_avoided()
    {
        var before = await RepliesAsync(SomePrompts.ToPost(Measurer));
        var worn = before.Select(reply => reply.Body[..6]).Distinct().Take(8).ToList();

        var after = await RepliesAsync(SomePrompts.ToPost(Measurer) with { WornOpenings = worn });

        var share = after.Count(reply => worn.Exists(
            opening => reply.Body.StartsWith(opening, StringComparison.Ordinal))) / (double)Seeds;
        Assert.InRange(share, 0, 0.05);
    }

    [Fact]
    public async Task A_post_may_go_on_from_a_recalled_note_and_says_so()
    {
        var context = new PostContext(Measurer, SomePrompts.Community, []) { Recalled = [Promise, Promise] };

        var posts = await AnswersAsync(context);

        var follows = posts.Where(post => post.GetProperty("follows").GetInt32() > 0).ToList();
        Assert.InRange(follows.Count, Seeds / 10, Seeds / 2);
        Assert.All(follows, post => Assert.Contains(
            "《钟表为何要准》", post.GetProperty("body").GetString(), StringComparison.Ordinal));
        Assert.Equal([0, 1, 2], posts.Select(post => post.GetProperty("follows").GetInt32()).Distinct().Order());
    }

    private static double Share(IReadOnlyList<Reply> replies, string attitude) =>
        replies.Count(reply => reply.Attitude == attitude) / (double)replies.Count;

    private static IEnumerable<string> SentencesOf(string move)
    {
        var phrases = Phrases.In("zh");
        return phrases.SentencesOf(phrases.PhraseBookOf(Measurer), move).Select(PhraseSlots.Core);
    }

    private static async Task<IReadOnlyList<Reply>> RepliesAsync(PromptContext context) =>
        [.. (await AnswersAsync(context)).Select(answer => new Reply(
            answer.GetProperty("body").GetString()!,
            answer.TryGetProperty("attitude", out var attitude) ? attitude.GetString() : null,
            [.. answer.GetProperty("remember").EnumerateArray()]))];

    private static async Task<IReadOnlyList<JsonElement>> AnswersAsync(PromptContext context)
    {
        var prompt = SomePrompts.Library.For(context).ToMessages();
        List<JsonElement> answers = [];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var settings = new LlmOptions
            {
                SimulatedSeed = seed,
                SimulatedMinTime = TimeSpan.Zero,
                SimulatedMaxTime = TimeSpan.Zero,
                SimulatedDeclineRate = 0,
            };
            var response = await new SimulatedChatClient(settings, new FakeTimeProvider())
                .GetResponseAsync(prompt, cancellationToken: TestContext.Current.CancellationToken);
            answers.Add(JsonSerializer.Deserialize<JsonElement>(response.Text));
        }

        return answers;
    }

    private sealed record Reply(string Body, string? Attitude, IReadOnlyList<JsonElement> Notes);
}
