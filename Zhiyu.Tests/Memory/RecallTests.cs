using CsCheck;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

[Trait("Set", "Quick")]
public sealed class RecallTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Theory]
    [InlineData("说说你家的紫砂壶，绍兴买的那只", "紫砂壶是在绍兴的旧货市场上买的。")]
    [InlineData("Whose teapots came from Leeds?", "The teapot was bought at the Leeds flea market.")]
    public void A_note_is_recalled_by_the_rare_words_that_it_shares(string text, string note)
    {
        var memory = SomeMemory.Of(
            Entry(1, 7, SomeMemory.Fact(note)),
            Entry(2, 6, SomeMemory.Fact("钟表的准头要拿日影来校。")),
            Entry(3, 5, SomeMemory.Fact("The clock on the tower is never right.")));

        Assert.Equal([note], Texts(memory, Cue(text)));
    }

    [Theory]
    [InlineData("我们在这里说的是什么？没有人知道为什么。")]
    [InlineData("What do they say about that, and why is there nothing more to it?")]
    public void Common_words_remind_of_nothing(string text) => Assert.Empty(Texts(
        SomeMemory.Of(
            Entry(1, 1, SomeMemory.Fact("我们没有人知道这里为什么没有灯。")),
            Entry(2, 1, SomeMemory.Fact("They say that there is nothing more to it, and that is why."))),
        Cue(text)));

    [Fact]
    public void Notes_about_those_who_are_present_are_recalled_and_the_answered_one_comes_first()
    {
        var memory = SomeMemory.Of(
            Entry(1, 1, SomeMemory.Fact("说过要数名字。", "青萍")),
            SomeMemory.Entry(2, Now.AddDays(-2), "aqi", null, SomeMemory.Fact("答应下次带名单。")),
            Entry(3, 1, SomeMemory.Fact("从不看表。", "老周")));

        Assert.Equal(
            ["答应下次带名单。", "说过要数名字。"],
            Texts(memory, Cue("无关") with
            {
                Present = new Dictionary<string, string> { ["aqi"] = "阿齐", ["qing"] = "青萍" },
                AnsweredAgentId = "aqi",
            }));
    }

    [Fact]
    public void Presence_alone_recalls_few_and_shared_words_come_before()
    {
        var memory = SomeMemory.Of(
        [
            .. Enumerable.Range(1, 20).Select(number =>
                SomeMemory.Entry(number, Now.AddDays(-1), "aqi", null, SomeMemory.Fact($"第 {number} 件小事"))),
            Entry(21, 30, SomeMemory.Fact("灯塔的紫砂壶碎了。")),
        ]);
        var cue = Cue("灯塔里那把紫砂壶") with
        {
            Present = new Dictionary<string, string> { ["aqi"] = "阿齐" },
            AnsweredAgentId = "aqi",
        };

        var recalled = Texts(memory, cue);

        Assert.Equal(3, recalled.Count);
        Assert.Equal("灯塔的紫砂壶碎了。", recalled[0]);
    }

    [Fact]
    public void Promises_come_before_facts_and_these_before_jokes_and_the_newer_before_the_older()
    {
        MemoryEntry Lighthouse(int number, int daysAgo, NoteKind kind) =>
            Entry(number, daysAgo, new Note(kind, "", $"灯塔紫砂壶 {number}"));

        var memory = SomeMemory.Of(
            Lighthouse(1, 1, NoteKind.Joke), Lighthouse(2, 9, NoteKind.Fact), Lighthouse(3, 1, NoteKind.Promise),
            Lighthouse(4, 3, NoteKind.Fact));

        Assert.Equal(
            ["灯塔紫砂壶 3", "灯塔紫砂壶 4", "灯塔紫砂壶 2", "灯塔紫砂壶 1"], Texts(memory, Cue("灯塔、紫砂壶")));
    }

    [Fact]
    public void What_the_prompt_quotes_anyway_is_not_recalled()
    {
        var entry = Entry(1, 1, SomeMemory.Fact("灯塔的紫砂壶碎了。"));
        var cue = Cue("灯塔的紫砂壶");

        Assert.Single(Texts(SomeMemory.Of(entry), cue));
        Assert.Empty(Texts(SomeMemory.Of(entry), cue with { QuotedIds = new HashSet<string> { entry.ContentId } }));
    }

    [Fact]
    public void A_new_post_may_go_on_from_what_happened_in_its_community()
    {
        var cue = Cue("钟表") with { CommunityId = "philosophy" };

        Assert.Single(Texts(SomeMemory.Of(Entry(1, 1, SomeMemory.Fact("灯塔的灯还亮着吗？"))), cue));
        Assert.Empty(Texts(
            SomeMemory.Of(Entry(1, 1, SomeMemory.Fact("灯塔的灯还亮着吗？")) with { CommunityId = "other" }), cue));
    }

    [Fact]
    public void The_same_words_are_recalled_once() => Assert.Single(Texts(
        SomeMemory.Of(Entry(1, 1, SomeMemory.Fact("灯塔的紫砂壶碎了。")), Entry(2, 2, SomeMemory.Fact("灯塔的紫砂壶碎了。"))),
        Cue("灯塔的紫砂壶")));

    [Fact]
    public void Notes_of_the_digest_are_recalled_too()
    {
        var old = Entry(1, 60, SomeMemory.Fact("灯塔的紫砂壶碎了。"));
        var digest = new MemoryDigest { AgentId = SomeMemory.Me, UpTo = old.At, Entries = [old] };

        Assert.Single(Texts(AgentMemory.Of(SomeMemory.Me, [new(new MemoryRow(Digest: digest), "1")]), Cue("灯塔的紫砂壶")));
    }

    [Fact]
    public void However_much_is_remembered_the_limits_hold_and_the_order_of_the_rows_does_not_matter() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 900], Gen.Int).Sample((count, tokens, seed) =>
        {
            var random = Some.Random(seed);
            var entries = Enumerable.Range(1, count).Select(number => SomeMemory.Entry(
                number, Now.AddHours(-random.Next(2_000)), random.Next(2) == 0 ? "aqi" : null, null,
                [.. Enumerable.Range(0, random.Next(3)).Select(note => new Note(
                    (NoteKind)random.Next(5), random.Next(3) == 0 ? "阿齐" : "灯塔",
                    $"紫砂壶 {random.Next(30)} {new string('长', random.Next(90))}"))])).ToArray();
            var cue = Cue("灯塔的紫砂壶 7") with
            {
                Present = new Dictionary<string, string> { ["aqi"] = "阿齐" },
                AnsweredAgentId = "aqi",
            };

            var recalled = Recall.Of(SomeMemory.Of(entries), cue, tokens, CostOf);
            random.Shuffle(entries);

            Assert.InRange(recalled.Count, 0, Recall.MostNotes);
            Assert.InRange(recalled.Sum(CostOf), 0, tokens);
            Assert.All(recalled, each => Assert.Contains(each.Note, each.Entry.Noted.Notes));
            Assert.All(recalled, each => Assert.Contains(each.Entry, entries));
            Assert.Equal(recalled, Recall.Of(SomeMemory.Of(entries), cue, tokens, CostOf));
        }, iter: 200, threads: 1);

    private static int CostOf(Recollection recollection) => 40 + recollection.Note.Text.Length;

    private static MemoryEntry Entry(int number, int daysAgo, Note note) =>
        SomeMemory.Entry(number, Now.AddDays(-daysAgo), notes: note);

    private static RecallCue Cue(string text) =>
        new() { Text = text, Now = Now, IsCommon = CommonWords.Embedded.Include };

    private static IReadOnlyList<string> Texts(AgentMemory memory, RecallCue cue) =>
        [.. Recall.Of(memory, cue, tokens: 800, CostOf).Select(recalled => recalled.Note.Text)];
}
