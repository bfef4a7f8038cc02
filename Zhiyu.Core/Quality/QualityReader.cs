using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Quality;

/// <summary>Reads what was found lately, and caches it for some seconds.</summary>
public sealed class QualityReader(QualityStore store, IOptions<QualityOptions> options, TimeProvider clock)
    : IDisposable
{
    // Findings change every few minutes, and nothing depends on the newest.
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(30);

    private readonly CachedValue<QualityFindings> _findings = new(store.FindingsAsync, Staleness, clock);

    /// <summary>One storage transaction every half minute.</summary>
    public Task<QualityFindings> FindingsAsync(CancellationToken cancellationToken) =>
        _findings.GetAsync(cancellationToken);

    /// <summary>The findings that allocation and execution act on: none when that is switched off.</summary>
    public async Task<QualityFindings> ActedOnAsync(CancellationToken cancellationToken) =>
        options.Value.Acts ? await FindingsAsync(cancellationToken) : QualityFindings.None;

    public void Dispose() => _findings.Dispose();
}
