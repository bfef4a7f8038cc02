using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>What became of some of what failed for good, when it was to be sent again or removed.</summary>
/// <param name="Done">What was.</param>
/// <param name="Skipped">What was not, and why.</param>
/// <param name="Remaining">What is on record after it, counted up to 1,000.</param>
internal sealed record PoisonReport(
    IReadOnlyList<string> Done, IReadOnlyList<PoisonResult.Skipped> Skipped, int Remaining)
{
    public const int MaxCounted = 1_000;

    public static async Task<PoisonReport> OfAsync(
        IReadOnlyCollection<PoisonResult> results, IPoisonStore poison, CancellationToken cancellationToken) => new(
        [.. results.OfType<PoisonResult.Done>().Select(done => done.Id).Order(StringComparer.Ordinal)],
        [.. results.OfType<PoisonResult.Skipped>().OrderBy(skipped => skipped.Id, StringComparer.Ordinal)],
        await poison.CountAsync(MaxCounted, cancellationToken));
}

/// <summary>What became of one of them.</summary>
internal abstract record PoisonResult(string Id)
{
    public sealed record Done(string Id) : PoisonResult(Id);

    public sealed record Skipped(string Id, string Reason) : PoisonResult(Id);
}
