using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>Stores reports, and queues the reported content for review.</summary>
public sealed class ReportWriter(
    IdempotentWriter writer, ThreadStore threads, ReviewIndex reviewIndex, AuditIndex auditIndex, TimeProvider clock)
{
    public async Task<WriteResult<Report>> WriteAsync(NewReport request, CancellationToken cancellationToken)
    {
        var threadId = Ids.Thread(request.TargetId);
        var record = new IdempotencyRecord(
            request.RunId, WriteOperation.Report, request.ActorId, threadId, clock.GetUtcNow());
        var post = await threads.FindAsync<Post>(threadId, cancellationToken);
        var target = request.TargetId == threadId
            ? post?.Row
            : await threads.FindContentAsync(request.TargetId, cancellationToken);
        if (post is not { Row.IsReadable: true } || target is not { IsReadable: true })
            return await writer.RefuseAsync<Report>(record, WriteRefusal.UnknownTarget, cancellationToken);

        return await writer.RunAsync<Report>(record, async (claimed, token) =>
        {
            var report = new Report
            {
                Id = Ids.Report(threadId, claimed.RunId),
                AgentId = request.ActorId,
                TargetId = request.TargetId,
                Reason = request.Reason,
                CreatedAt = claimed.At,
            };
            var before = await threads.FindAsync<Review>(target.Id, token);
            var review = (before?.Row ?? Review.Of(target)).With(report);
            var action = OrderOf(report, target).ToAction(review.Actions, report.CreatedAt);
            if (before?.Row.WaitingSince is null)
                await reviewIndex.AddAsync(new ReviewEntry(review.Id, review.WaitingSince!.Value), token);
            await auditIndex.AddAsync(AuditEntry.Of(action), token);
            return new Proposal.Change(
                report,
                new ThreadTransaction(threadId).Add(report).Put(before, review).Add(action),
                claimed.Announce(
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
