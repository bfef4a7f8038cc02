using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class AuditIndexCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private AuditIndex Audit => Get<AuditIndex>();

    [Fact]
    public async Task The_newest_comes_first_page_by_page_whatever_was_added_meanwhile()
    {
        foreach (var minute in (int[])[2, 3, 1, 2]) await Audit.AddAsync(Entry(minute), Token);

        var first = await Audit.NewestAsync(after: null, take: 2, Token);
        await Audit.AddAsync(Entry(4), Token);

        Assert.Equal([Entry(3), Entry(2)], first);
        Assert.Equal([Entry(1)], await Audit.NewestAsync(first[^1].Cursor, take: 1_000, Token));
        Assert.Empty(await Audit.NewestAsync(Entry(1).Cursor, take: 10, Token));
    }

    [Fact]
    public async Task What_is_as_old_as_a_time_comes_after_its_cursor_and_can_be_removed_again_and_again()
    {
        foreach (var minute in (int[])[1, 2, 3]) await Audit.AddAsync(Entry(minute), Token);

        var old = await Audit.NewestAsync(AuditEntry.CursorBefore(Some.Time.AddMinutes(2)), take: 10, Token);
        await Audit.RemoveAsync([old[0]], Token);
        await Audit.RemoveAsync(old, Token);

        Assert.Equal([Entry(2), Entry(1)], old);
        Assert.Equal([Entry(3)], await Audit.NewestAsync(after: null, take: 10, Token));
    }

    private static AuditEntry Entry(int minute) =>
        new($"ada.{minute}", GovernanceTarget.Agent, Some.Time.AddMinutes(minute));
}

public sealed class TableAuditIndexTests(AzuriteFixture azurite)
    : AuditIndexCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryAuditIndexTests() : AuditIndexCompliance(services => services.AddMemoryStorage());
