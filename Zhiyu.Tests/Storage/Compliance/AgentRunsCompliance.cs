using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class AgentRunsCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private AgentRuns Runs => Get<AgentRuns>();

    [Fact]
    public async Task An_agents_newest_run_comes_first_and_no_other_agents()
    {
        await AddAsync("ai", "r1", minute: 1);
        await AddAsync("ai", "r3", minute: 3);
        await AddAsync("ai", "r2", minute: 2);
        await AddAsync("ai2", "r4", minute: 4);

        Assert.Equal(["r3", "r2", "r1"], await NewestAsync("ai"));
        Assert.Equal(["r4"], await NewestAsync("ai2"));
        Assert.Empty(await NewestAsync("a"));
    }

    [Fact]
    public async Task Writing_the_same_entry_again_changes_nothing()
    {
        var entry = await AddAsync("ai", "r1", minute: 1);
        await AddAsync("ai", "r1", minute: 1);

        Assert.Equal([entry], await Runs.NewestAsync("ai", after: null, take: 1_000, Token));
    }

    [Fact]
    public async Task A_page_begins_after_its_cursor_whatever_was_added_meanwhile()
    {
        for (var minute = 1; minute <= 5; minute++) await AddAsync("ai", $"r{minute}", minute);
        var last = (await Runs.NewestAsync("ai", after: null, take: 2, Token))[^1];
        await AddAsync("ai", "r6", minute: 6);

        Assert.Equal(["r3", "r2"], await NewestAsync("ai", last.Cursor, take: 2));
        Assert.Empty(await NewestAsync("ai", new AgentRun("ai", "r1", Some.Time.AddMinutes(1)).Cursor));
    }

    [Fact]
    public async Task What_many_add_at_once_is_all_there()
    {
        var added = await AtOnceAsync(async number => (await AddAsync("ai", $"r{number}", number)).RunId);

        Assert.Equal(added.Reverse(), await NewestAsync("ai"));
    }

    [Fact]
    public async Task What_is_as_old_as_a_time_comes_after_its_cursor_and_can_be_removed_again_and_again()
    {
        for (var minute = 1; minute <= 3; minute++) await AddAsync("ai", $"r{minute}", minute);
        await AddAsync("bo", "r0", minute: 0);

        var old = await Runs.NewestAsync("ai", AgentRun.CursorBefore(Some.Time.AddMinutes(2)), take: 10, Token);
        await Runs.RemoveAsync([old[0]], Token);
        await Runs.RemoveAsync(old, Token);

        Assert.Equal(["r2", "r1"], old.Select(entry => entry.RunId));
        Assert.Equal(["r3"], await NewestAsync("ai"));
        Assert.Equal(["r0"], await NewestAsync("bo"));
    }

    private async Task<AgentRun> AddAsync(string agentId, string runId, int minute)
    {
        var entry = new AgentRun(agentId, runId, Some.Time.AddMinutes(minute));
        await Runs.AddAsync(entry, Token);
        return entry;
    }

    private async Task<IEnumerable<string>> NewestAsync(string agentId, string? after = null, int take = 100) =>
        (await Runs.NewestAsync(agentId, after, take, Token)).Select(entry => entry.RunId);
}

public sealed class TableAgentRunsTests(AzuriteFixture azurite)
    : AgentRunsCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryAgentRunsTests() : AgentRunsCompliance(services => services.AddMemoryStorage());
