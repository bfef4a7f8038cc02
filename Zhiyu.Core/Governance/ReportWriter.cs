using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>Writes complaints, and has somebody look at what they are about.</summary>
internal sealed class ReportWriter(
    IdempotentWriter writes, IThreadStore threads, IReviewIndex waiting, IAuditIndex audit, TimeProvider clock)
{
    public async Task<WriteResult<Report>> WriteAsync(NewReport request, CancellationToken cancellationToken)
    {
        var threadId = Ids.Thread(request.TargetId);
        var claim = new IdempotencyRecord(request.RunId, WriteOperation.Report, request.ActorId, threadId, clock.GetUtcNow());
        var post = await threads.FindAsync<Post>(threadId, cancellationToken);
        var target = request.TargetId == threadId
            ? post?.Row
            : await threads.FindContentAsync(request.TargetId, cancellationToken);
        if (post is not { Row.IsReadable: true } || target is not { IsReadable: true })
            return await writes.RefuseAsync<Report>(claim, WriteRefusal.UnknownTarget, cancellationToken);

        return await writes.RunAsync<Report>(claim, async (held, token) =>
        {
            var report = new Report
            {
                Id = Ids.Report(threadId, held.RunId),
                AgentId = request.ActorId,
                TargetId = request.TargetId,
                Reason = request.Reason,
                CreatedAt = held.At,
            };
            var before = await threads.FindAsync<Review>(target.Id, token);
            var review = (before?.Row ?? Review.Of(target)).With(report);
            var action = OrderOf(report, target).ToAction(review.Actions, report.CreatedAt);
            if (before?.Row.WaitingSince is null)
                await waiting.AddAsync(new ReviewEntry(review.Id, review.WaitingSince!.Value), token);
            await audit.AddAsync(AuditEntry.Of(action), token);
            return new IdempotentWriter.Change<Report>(
                report,
                new ThreadTransaction(threadId).Add(report).Put(before, review).Add(action),
                held.Announce(
                    ForumEventType.ReportCreated, report.Id, post.Row.CommunityId, target.Depth + 1));
        }, cancellationToken);
    }

    private static GovernanceOrder OrderOf(Report report, Content target) => new(
        GovernanceActionKind.Report,
        target is Post ? GovernanceTarget.Post : GovernanceTarget.Comment,
        target.Id,
        report.AgentId,
        report.Reason);
}
