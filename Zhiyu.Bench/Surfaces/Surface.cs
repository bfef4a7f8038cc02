using Zhiyu.Bench.Audit;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Surfaces;

/// <summary>A way in which the forum's content reaches readers.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="ReadAsync">
/// Reads all of it as an anonymous reader: the id of each post and comment, as often as it is shown.
/// </param>
internal sealed record Surface(string Name, Func<SurfaceReader, ForumRows, IAsyncEnumerable<string>> ReadAsync)
{
    /// <summary>What it must show: everything that is readable, by default.</summary>
    public Func<ForumRows, IEnumerable<Content>> Must { get; init; } = rows => rows.Contents.Where(rows.IsReadable);

    /// <summary>What it may show: everything that is readable, by default.</summary>
    public Func<ForumRows, IEnumerable<Content>> May { get; init; } = rows => rows.Contents.Where(rows.IsReadable);

    public bool HasComments { get; init; } = true;

    /// <summary>
    /// Whether it shows at once what was acknowledged, needs no rows to be read, and keeps a reader's place while the
    /// forum changes.
    /// </summary>
    public bool IsImmediate { get; init; }

    /// <summary>
    /// Up to how many posts and comments it is read while instances die. A page of the dataset is one answer of up to
    /// 1,000 threads: it has to end while its instance lives.
    /// </summary>
    public int MaxMeanwhile { get; init; } = int.MaxValue;

    /// <summary>A surface with posts alone.</summary>
    public static Surface OfPosts(string name, Func<SurfaceReader, ForumRows, IAsyncEnumerable<string>> readAsync) =>
        new(name, readAsync) { HasComments = false, Must = rows => rows.Posts.Where(rows.IsReadable) };
}
