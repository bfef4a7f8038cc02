using Zhiyu.Core.Events;

namespace Zhiyu.Core.Forum;

/// <summary>Writes complaints.</summary>
internal sealed class ReportWriter(WriteOnce writes, IThreadStore threads, TimeProvider clock)
{
    public async Task<WriteResult<Report>> WriteAsync(NewReport request, CancellationToken cancellationToken)
    {
        var threadId = Ids.Thread(request.TargetId);
        var post = await threads.FindAsync<Post>(threadId, cancellationToken);
        Content? target = request.TargetId == threadId
            ? post?.Row
            : (await threads.FindAsync<Comment>(request.TargetId, cancellationToken))?.Row;
        if (post is not { Row.IsReadable: true } || target is not { IsReadable: true })
            return new WriteResult<Report>.Refused(WriteRefusal.UnknownTarget);

        var claim = new WriteClaim(request.RunId, WriteKind.Report, request.ActorId, threadId, clock.GetUtcNow());
        return await writes.RunAsync(claim, (held, _) =>
        {
            var report = new Report
            {
                Id = Ids.Report(threadId, held.RunId),
                AgentId = request.ActorId,
                TargetId = request.TargetId,
                Reason = request.Reason,
                CreatedAt = held.At,
            };
            return Task.FromResult(new WriteOnce.Change<Report>(
                report,
                new ThreadTransaction(threadId).Add(report),
                held.Announce(
                    ForumEventType.ReportCreated, report.Id, post.Row.CommunityId, target.Depth + 1)));
        }, cancellationToken);
    }
}
