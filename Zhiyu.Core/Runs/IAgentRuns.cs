namespace Zhiyu.Core.Runs;

/// <summary>Which runs an agent had, newest first.</summary>
/// <remarks>
/// An entry is written once its run exists and before the run is assigned, so that none is missing here whatever dies.
/// </remarks>
internal interface IAgentRuns
{
    /// <summary>Writing the same entry again changes nothing.</summary>
    Task AddAsync(AgentRun entry, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="after">The <see cref="AgentRun.Cursor"/> of the last entry seen; null for the newest.</param>
    Task<IReadOnlyList<AgentRun>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken);

    /// <summary>Removes up to 100 entries of one agent. One storage transaction.</summary>
    Task RemoveAsync(IReadOnlyList<AgentRun> entries, CancellationToken cancellationToken);
}

internal sealed record AgentRun(string AgentId, string RunId, DateTimeOffset CreatedAt)
{
    /// <summary>Sorts newest first, as text; entries that are added later never move it.</summary>
    public string Cursor => $"{CursorBefore(CreatedAt)}-{RunId}";

    /// <summary>What comes after it is as old as that, or older.</summary>
    public static string CursorBefore(DateTimeOffset at) => $"{DateTimeOffset.MaxValue.Ticks - at.UtcTicks:d19}";

    public static AgentRun Of(Run run) => new(run.AgentId, run.Id, run.CreatedAt);
}
