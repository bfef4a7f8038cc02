using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

[Trait("Set", "Quick")]
public sealed class CondensationTests
{
    private readonly FakeTimeProvider _clock = new(Some.Time);
    private readonly MemoryStore _store = new(new MemoryTables());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Years_of_notes_stay_few_rows_and_the_relationships_are_those_of_the_whole_sum(int seed)
    {
        var random = Some.Random(seed);
        var all = new List<MemoryEntry>();
        var gone = new HashSet<string>();
        var condenser = Condenser(retention: TimeSpan.FromDays(3650));
        var most = 0;
        for (var number = 1; number <= 2_000; number++)
        {
            _clock.Advance(TimeSpan.FromHours(random.Next(1, 18)));
            var entry = SomeMemory.Entry(
                number, _clock.GetUtcNow(), random.Next(8) == 0 ? null : $"a{random.Next(12)}",
                random.Next(3) == 0 ? null : (Attitude)random.Next(5),
                [.. Enumerable.Range(0, random.Next(3)).Select(note => new Note(
                    (NoteKind)random.Next(5), "旧事", $"第 {number} 件事，之 {note}"))]);
            all.Add(entry);
            await _store.AddAsync(entry, Token);
            if (random.Next(20) == 0)
            {
                gone.Add(entry.RunId);
                await _store.PutGoneAsync(entry.AgentId, entry.RunId, entry.At, Token);
            }

            // An event that is delivered again, at any time later.
            await _store.AddAsync(all[random.Next(all.Count)], Token);
            if (number % 20 > 0) continue;
            var memory = await _store.ReadAsync(SomeMemory.Me, Token);
            most = Math.Max(most, memory.Rows.Count);
            await condenser.CondenseAsync(memory, Token);
        }

        var condensed = await _store.ReadAsync(SomeMemory.Me, Token);
        Assert.InRange(most, Condensation.MostRows, MemoryStore.MaxRows);
        Assert.InRange(condensed.Entries.Count, Condensation.MostEntries, MemoryStore.MaxRows);
        Same(
            Relationships.Of(SomeMemory.Of(all.Where(entry => !gone.Contains(entry.RunId))), _clock.GetUtcNow()),
            Relationships.Of(condensed, _clock.GetUtcNow()));
        Assert.DoesNotContain(condensed.Entries, entry => gone.Contains(entry.RunId));
    }

    [Fact]
    public async Task What_is_taken_away_all_at_once_does_not_stay_many_rows()
    {
        var entries = Enumerable.Range(1, 2 * Condensation.MostRows)
            .Select(number => SomeMemory.Entry(number, Some.Time, null, null)).ToList();
        var withdrawal = new MemoryWithdrawal(_store, new MemoryReader(_store, _clock), _clock);
        await withdrawal.WithdrawAsync(SomeMemory.Me, [.. entries.Select(entry => entry.RunId)], Token);

        await Condenser().CondenseAsync(await _store.ReadAsync(SomeMemory.Me, Token), Token);

        Assert.InRange((await _store.ReadAsync(SomeMemory.Me, Token)).Rows.Count, 1, entries.Count - 90);
    }

    [Fact]
    public async Task Of_two_at_once_one_condenses()
    {
        await AddAsync(250);
        var before = await _store.ReadAsync(SomeMemory.Me, Token);

        await Task.WhenAll(
            Condenser().CondenseAsync(before, Token), Condenser().CondenseAsync(before, Token));

        var after = await _store.ReadAsync(SomeMemory.Me, Token);
        Assert.Equal(250 - 99 + 1, after.Rows.Count);
        Same(Relationships.Of(before, _clock.GetUtcNow()), Relationships.Of(after, _clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_withdrawal_during_the_condensation_wins()
    {
        var entries = await AddAsync(250);
        var before = await _store.ReadAsync(SomeMemory.Me, Token);
        await _store.PutGoneAsync(SomeMemory.Me, entries[0].RunId, entries[0].At, Token);

        await Condenser().CondenseAsync(before, Token);

        Assert.Equal(250, (await _store.ReadAsync(SomeMemory.Me, Token)).Rows.Count);
    }

    [Fact]
    public async Task What_the_digest_loses_during_the_condensation_stays_lost()
    {
        await AddAsync(250);
        await CondenseAsync();
        await AddAsync(100, from: 251);
        var before = await _store.ReadAsync(SomeMemory.Me, Token);
        // The newest of the digest, which the next one keeps.
        var forgotten = before.Entries[^(before.Recent.Count + 1)].RunId;
        var forgetting = new MemoryForgetting(_store, new MemoryReader(_store, _clock));
        Assert.Equal(
            new ForgetOutcome.Forgotten(1), await forgetting.ForgetNoteAsync(SomeMemory.Me, forgotten, 0, Token));

        await Condenser().CondenseAsync(before, Token);

        var after = await _store.ReadAsync(SomeMemory.Me, Token);
        Assert.DoesNotContain(after.Entries, entry => entry.RunId == forgotten && entry.Noted.Notes.Count > 0);
    }

    [Fact]
    public async Task What_is_gone_after_it_was_condensed_is_hidden_and_then_left_out()
    {
        var entries = await AddAsync(250);
        await CondenseAsync();
        await _store.PutGoneAsync(SomeMemory.Me, entries[0].RunId, entries[0].At, Token);

        var hidden = await _store.ReadAsync(SomeMemory.Me, Token);
        Assert.DoesNotContain(entries[0].RunId, hidden.Entries.Select(entry => entry.RunId));
        Assert.DoesNotContain(
            entries[0].RunId, hidden.Ties.SelectMany(tie => tie.Moments).Select(moment => moment.RunId));

        await AddAsync(100, from: 251);
        await CondenseAsync();
        var after = await _store.ReadAsync(SomeMemory.Me, Token);
        Assert.DoesNotContain(after.Rows, row => row.Row.Entry is { IsGone: true });
        Assert.DoesNotContain(entries[0].RunId, after.Entries.Select(entry => entry.RunId));
    }

    [Fact]
    public async Task Notes_that_are_older_than_runs_are_kept_are_dropped_and_the_sums_stay()
    {
        await AddAsync(250);
        _clock.Advance(TimeSpan.FromDays(91));
        await CondenseAsync();

        var digest = (await _store.ReadAsync(SomeMemory.Me, Token)).Rows.Single(row => row.Row.Digest is not null);
        Assert.Empty(digest.Row.Digest!.Entries);
        var tie = Assert.Single(digest.Row.Digest.Ties);
        Assert.Equal((99, 0), (tie.Exchanges, tie.Moments.Count));
    }

    [Fact]
    public async Task Entries_of_one_time_stay_together()
    {
        var time = Some.Time.AddDays(1);
        for (var number = 1; number <= 210; number++)
            await _store.AddAsync(SomeMemory.Entry(number, number <= 90 ? Some.Time : time, "bo"), Token);

        await CondenseAsync();

        Assert.Equal(120 + 1, (await _store.ReadAsync(SomeMemory.Me, Token)).Rows.Count);
    }

    [Fact]
    public async Task A_small_memory_stays_as_it_is()
    {
        await AddAsync(Condensation.MostRows);

        await CondenseAsync();

        Assert.Equal(Condensation.MostRows, (await _store.ReadAsync(SomeMemory.Me, Token)).Rows.Count);
    }

    private async Task<IReadOnlyList<MemoryEntry>> AddAsync(int count, int from = 1)
    {
        var entries = Enumerable.Range(from, count).Select(number => SomeMemory.Entry(
            number, Some.Time.AddMinutes(number), "bo", Attitude.Agrees, SomeMemory.Fact($"第 {number} 件事"))).ToList();
        foreach (var entry in entries) await _store.AddAsync(entry, Token);
        return entries;
    }

    private async Task CondenseAsync() =>
        await Condenser().CondenseAsync(await _store.ReadAsync(SomeMemory.Me, Token), Token);

    private MemoryCondenser Condenser(TimeSpan? retention = null) => new(
        _store, new MemoryReader(_store, _clock),
        Options.Create(new RetentionOptions { Runs = retention ?? TimeSpan.FromDays(90) }), _clock);

    private static void Same(IReadOnlyList<Relationship> expected, IReadOnlyList<Relationship> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal((one.AgentId, one.Exchanges, one.LastMetAt), (other.AgentId, other.Exchanges, other.LastMetAt));
            Assert.Equal(one.Familiarity, other.Familiarity, 9);
            Assert.Equal(one.Agreement, other.Agreement, 9);
            Assert.Equal(one.Moments, other.Moments);
        }
    }
}
