using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>The result of sending poison records again or removing them.</summary>
/// <param name="Done">The ids that were processed.</param>
/// <param name="Skipped">The ids that were skipped, and why.</param>
/// <param name="Remaining">The number of remaining records, counted up to 1,000.</param>
public sealed record PoisonReport(
    IReadOnlyList<string> Done, IReadOnlyList<PoisonResult.Skipped> Skipped, int Remaining)
{
    public const int MaxCounted = 1_000;

    public static async Task<PoisonReport> OfAsync(
        IReadOnlyCollection<PoisonResult> results, PoisonStore poison, CancellationToken cancellationToken) => new(
        [.. results.OfType<PoisonResult.Done>().Select(done => done.Id).Order(StringComparer.Ordinal)],
        [.. results.OfType<PoisonResult.Skipped>().OrderBy(skipped => skipped.Id, StringComparer.Ordinal)],
        await poison.CountAsync(MaxCounted, cancellationToken));
}

/// <summary>The result for one record.</summary>
public abstract record PoisonResult(string Id)
{
    public sealed record Done(string Id) : PoisonResult(Id);

    public sealed record Skipped(string Id, string Reason) : PoisonResult(Id);
}
