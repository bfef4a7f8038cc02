using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Allocation;

/// <summary>
/// When the thread's agents were last asked to respond, within a day. Every allocation replaces it, so that two at once
/// can't both take the last place.
/// </summary>
internal sealed record ResponseWindow : IThreadRow
{
    /// <summary>The thread's id.</summary>
    public required string Id { get; init; }

    /// <summary>Oldest first; one for each run.</summary>
    public IReadOnlyList<DateTimeOffset> Responses { get; init; } = [];

    public int CountSince(DateTimeOffset since) => Responses.Count(at => at > since);

    public ResponseWindow With(int responses, DateTimeOffset now, TimeSpan keep) => this with
    {
        Responses = [.. Responses.Where(at => at > now - keep), .. Enumerable.Repeat(now, responses)],
    };
}
