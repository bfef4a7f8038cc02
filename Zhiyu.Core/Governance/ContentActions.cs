using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>Actions on posts and comments, stored in their thread.</summary>
internal sealed class ContentActions(ThreadStore threads) : IActionStore
{
    public bool Handles(GovernanceTarget type) => type is GovernanceTarget.Post or GovernanceTarget.Comment;

    public async Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken) =>
        (await threads.FindAsync<GovernanceAction>(actionId, cancellationToken))?.Row;

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken) =>
        threads.RemoveAsync<GovernanceAction>(actionId, tag: null, cancellationToken);

    public async Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken)
    {
        if (await threads.FindContentAsync(targetId, cancellationToken) is not { } content) return null;
        var review = await threads.FindAsync<Review>(targetId, cancellationToken);
        return new TargetActions(
            content is Post ? GovernanceTarget.Post : GovernanceTarget.Comment, review?.Row.Actions ?? 0);
    }
}
