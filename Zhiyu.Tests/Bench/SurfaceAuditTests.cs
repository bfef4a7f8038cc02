using Zhiyu.Bench.Audit;
using Zhiyu.Bench.Surfaces;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Bench;

[Trait("Set", "Quick")]
public sealed class SurfaceAuditTests
{
    private static readonly Post Readable = NewPost(1);
    private static readonly Post Withheld = NewPost(2) with { Visibility = Visibility.Quarantine };

    private static readonly ForumRows Rows = new(
        [Readable, Withheld], [Some.Comment(Readable.Id, 1), Some.Comment(Withheld.Id, 1)], [], [], [], [], []);

    [Fact]
    public async Task What_is_readable_and_nothing_else_is_sound() =>
        Assert.Empty((await AuditAsync(Readable.Id, Ids.Comment(Readable.Id, 1))).Findings);

    [Fact]
    public async Task What_is_missing_is_lost() =>
        Assert.Equal([$"test lacks {Ids.Comment(Readable.Id, 1)}"], (await AuditAsync(Readable.Id)).Findings);

    [Fact]
    public async Task What_is_shown_again_is_doubled() => Assert.Equal(
        [$"test shows {Readable.Id} 2 times"],
        (await AuditAsync(Readable.Id, Ids.Comment(Readable.Id, 1), Readable.Id)).Findings);

    [Fact]
    public async Task What_is_withheld_or_under_it_or_not_in_storage_must_not_be_shown()
    {
        string[] ids = [Withheld.Id, Ids.Comment(Withheld.Id, 1), "unknown"];

        var result = await AuditAsync([Readable.Id, Ids.Comment(Readable.Id, 1), .. ids]);

        Assert.Equal(ids.Select(id => $"test shows {id}, which it must not"), result.Findings);
    }

    private static Task<SurfaceResult> AuditAsync(params string[] shown) => SurfaceAudit.OfAsync(
        new Surface("test", (_, _) => shown.ToAsyncEnumerable()),
        new SurfaceReader(() => throw new InvalidOperationException("Nothing is read."), CancellationToken.None),
        Rows);

    private static Post NewPost(int number) => Some.Post(Ids.NewThread(Some.Time.AddMinutes(number), Some.Random()));
}
