namespace Zhiyu.Core.Runtime;

/// <param name="Sent">What was sent again.</param>
/// <param name="Skipped">What was not, and why.</param>
/// <param name="Remaining">What is on record after it, counted up to 1,000.</param>
internal sealed record RedriveReport(
    IReadOnlyList<string> Sent, IReadOnlyList<RedriveResult.Skipped> Skipped, int Remaining);

/// <summary>What became of one record.</summary>
internal abstract record RedriveResult(string Id)
{
    public sealed record Sent(string Id) : RedriveResult(Id);

    public sealed record Skipped(string Id, string Reason) : RedriveResult(Id);
}
