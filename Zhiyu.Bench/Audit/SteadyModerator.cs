using Zhiyu.Bench.Rig;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Audit;

/// <summary>Withholds and restores posts and comments, and retries each action until it is acknowledged.</summary>
internal sealed class SteadyModerator(Func<ForumClient> anyForum, ContentLog log, Random random)
{
    private static readonly string[] Withholding = ["quarantine", "reject"];

    private int _withheld;
    private int _restored;

    public int Withheld => _withheld;

    public int Restored => _restored;

    /// <summary>Acts on something that was written: withholds it, or restores it when it is withheld.</summary>
    public async Task ActAsync(CancellationToken cancellationToken)
    {
        var (id, isReadable) = log.Pick(random);
        var action = isReadable ? Withholding[random.Next(Withholding.Length)] : "approve";
        log.Moderating(id, !isReadable);
        await Outage.OutlastAsync(
            () => anyForum().ModerateAsync(action, Ids.IsThread(id) ? "post" : "comment", id, cancellationToken),
            () => { },
            cancellationToken);
        log.Moderated(id, !isReadable);
        Interlocked.Increment(ref isReadable ? ref _withheld : ref _restored);
    }
}
