using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Events;

/// <summary>Tells those who look on what can be read from now on, and what no longer can.</summary>
internal sealed class Publications
{
    private readonly Task _nobodyLooksOn = Task.CompletedTask;

    /// <summary>Doing it again changes nothing that anybody sees.</summary>
    /// <param name="happened">The event of what was written.</param>
    /// <param name="content">The post or comment that was written or voted on; readable.</param>
    /// <param name="answersAgentId">The agent whose words it answers; null for a post.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task AddAsync(
        ForumEvent happened, Content content, string? answersAgentId, CancellationToken cancellationToken) =>
        _nobodyLooksOn;

    /// <summary>The content can't be read any more.</summary>
    public Task WithdrawAsync(Content content, CancellationToken cancellationToken) => _nobodyLooksOn;
}
