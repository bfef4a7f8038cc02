using Zhiyu.Core.Memory;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

[Trait("Set", "Quick")]
public sealed class MemoryForgettingTests
{
    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());
    private static readonly string Other = Ids.NewThread(Some.Time, Some.Random(2));

    private readonly MemoryTables _tables = new();
    private readonly MemoryStore _store;
    private readonly MemoryForgetting _forgetting;

    public MemoryForgettingTests()
    {
        _store = new MemoryStore(_tables);
        _forgetting = new MemoryForgetting(_store, new MemoryReader(_store, TimeProvider.System));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_note_is_forgotten_and_the_other_keeps_its_number()
    {
        var entry = Entry(Thread, "a", "一", "二");
        await _store.AddAsync(entry, Token);

        var outcome = await _forgetting.ForgetNoteAsync("ai", entry.RunId, 0, Token);

        Assert.Equal(new ForgetOutcome.Forgotten(1), outcome);
        var left = Assert.Single((await _store.ReadAsync("ai", Token)).Entries);
        Assert.Equal([(1, "二")], left.Numbered().Select(note => (note.Number, note.Note.Text)));
        // Asked again, since the answer was lost.
        Assert.Equal(new ForgetOutcome.Forgotten(0), await _forgetting.ForgetNoteAsync("ai", entry.RunId, 0, Token));
        Assert.Equal(new ForgetOutcome.Forgotten(1), await _forgetting.ForgetNoteAsync("ai", entry.RunId, 1, Token));
        Assert.Empty((await _store.ReadAsync("ai", Token)).Entries);
        Assert.False(await _store.AddAsync(entry, Token));
    }

    [Fact]
    public async Task The_last_note_goes_and_an_attitude_stays()
    {
        var entry = Entry(Thread, "a", "一") is var noted
            ? noted with { Noted = noted.Noted with { Attitude = Attitude.Amused } }
            : null!;
        await _store.AddAsync(entry, Token);

        await _forgetting.ForgetNoteAsync("ai", entry.RunId, 0, Token);

        var left = Assert.Single((await _store.ReadAsync("ai", Token)).Entries);
        Assert.Equal((0, Attitude.Amused), (left.Noted.Notes.Count, left.Noted.Attitude));
    }

    [Fact]
    public async Task A_thread_is_forgotten_in_rows_and_in_the_digest()
    {
        foreach (var entry in (MemoryEntry[])[Entry(Thread, "a", "一", "二"), Entry(Other, "a", "三")])
            await _store.AddAsync(entry, Token);
        await PutDigestAsync(Entry(Thread, "old", "旧"), Entry(Other, "old", "远"));

        Assert.Equal(new ForgetOutcome.Forgotten(3), await _forgetting.ForgetThreadAsync("ai", Thread, Token));

        var left = await _store.ReadAsync("ai", Token);
        Assert.Equal(["三", "远"], Texts(left));
        Assert.Equal([Other], left.Ties.Single().Moments.Select(moment => Ids.Thread(moment.RunId)));
        Assert.Equal(new ForgetOutcome.Forgotten(0), await _forgetting.ForgetThreadAsync("ai", Thread, Token));
    }

    [Fact]
    public async Task Nothing_is_known_of_another_agents_run()
    {
        var entry = Entry(Thread, "a", "一");
        await _store.AddAsync(entry, Token);

        Assert.Equal(new ForgetOutcome.Unknown(), await _forgetting.ForgetNoteAsync("bo", entry.RunId, 0, Token));
        Assert.Equal(["一"], Texts(await _store.ReadAsync("ai", Token)));
    }

    [Fact]
    public async Task What_is_withdrawn_leaves_rows_and_digest_and_never_comes_back()
    {
        var (young, old) = (Entry(Thread, "a", "一"), Entry(Thread, "old", "旧"));
        await _store.AddAsync(young, Token);
        await PutDigestAsync(old, Entry(Other, "old", "远"));
        var late = Entry(Thread, "late", "迟");
        var withdrawal = new MemoryWithdrawal(
            _store, new MemoryReader(_store, TimeProvider.System), TimeProvider.System);

        await withdrawal.WithdrawAsync("ai", [young.RunId, old.RunId, late.RunId], Token);

        Assert.False(await _store.AddAsync(young, Token));
        Assert.False(await _store.AddAsync(late, Token));
        var left = await _store.ReadAsync("ai", Token);
        Assert.Equal(["远"], Texts(left));
        Assert.DoesNotContain(left.Ties.Single().Moments, moment => moment.RunId == old.RunId);
    }

    [Fact]
    public void A_digest_loses_what_is_older_than_runs_are_kept()
    {
        var digest = DigestOf(Entry(Thread, "a", "一"), Entry(Other, "b", "二") with { At = Some.Time.AddDays(1) });

        var left = digest.Since(Some.Time.AddHours(1));

        Assert.Equal(["二"], left.Entries.SelectMany(entry => entry.Noted.Notes).Select(note => note.Text));
        Assert.Single(left.Ties.Single().Moments);
    }

    private static IEnumerable<string> Texts(AgentMemory memory) =>
        memory.Entries.SelectMany(entry => entry.Noted.Notes).Select(note => note.Text).Order(StringComparer.Ordinal);

    private static MemoryEntry Entry(string threadId, string cause, params string[] texts) => new(
        Some.Run(threadId, "ai", cause).Id,
        "ai",
        "philosophy",
        "自由是什么",
        Ids.Comment(threadId, 1),
        Some.Time,
        new RunNotes(threadId, "bo", null, [.. texts.Select(text => new Note(NoteKind.Fact, "bo", text))]));

    private static MemoryDigest DigestOf(params MemoryEntry[] entries) => new()
    {
        AgentId = "ai",
        UpTo = Some.Time.AddDays(-1),
        Entries = entries,
        Ties =
        [
            new Tie("bo", 2, 1, Some.Time, Some.Time)
            {
                Moments = [.. entries.Select(entry => new Moment(entry.RunId, entry.ContentId, null, entry.At))],
            },
        ],
    };

    private Task PutDigestAsync(params MemoryEntry[] entries) => _tables.Open(MemoryStore.Table).PutAsync(
        MemoryStore.KeyOfDigest("ai"), new MemoryRow(Digest: DigestOf(entries)), Token);
}
