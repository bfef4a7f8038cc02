using Microsoft.Extensions.AI;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Models.Accounting;

/// <summary>Reserves the upper bound of a call's cost before the call is made.</summary>
/// <remarks>
/// The cost is settled elsewhere, after the answer is saved with the run. So a crash in between neither loses the cost
/// nor counts it twice.
/// </remarks>
/// <param name="upperBound">Estimates the upper bound of a call.</param>
internal sealed class BudgetChatClient(
    IChatClient inner,
    ModelRoute route,
    BudgetLedger ledger,
    Func<IEnumerable<ChatMessage>, ChatOptions, TokenUpperBound> upperBound)
    : CallDecorator(inner)
{
    /// <exception cref="BudgetExhaustedException">A budget is used up; no call was made.</exception>
    /// <exception cref="SpendingBlockedException">
    /// A moderator blocked the agent's spending; no call was made.
    /// </exception>
    protected override async Task<ChatResponse> CallAsync(
        IReadOnlyCollection<ChatMessage> messages, RunChatOptions options, CancellationToken cancellationToken)
    {
        var call = options.Call;
        var bound = upperBound(messages, options);

        var first = await ClaimAsync(1, taken: default, cancellationToken);
        call.Usage += ModelUsage.AtMost(first.LostCalls, first.Lost);
        if (first is ClaimResult.Exhausted exhausted) throw new BudgetExhaustedException(exhausted.Budget);
        if (first is ClaimResult.Held blocked) throw new SpendingBlockedException(blocked.Reason);

        var (reserved, before) = (1, call.Usage.Amount);
        call.MayRepeatAsync = async token =>
        {
            if (await ClaimAsync(reserved + 1, call.Usage.Amount - before, token) is not ClaimResult.Granted)
                return false;
            reserved++;
            return true;
        };
        cancellationToken.ThrowIfCancellationRequested();
        return await NextAsync(messages, options, cancellationToken);

        async Task<ClaimResult> ClaimAsync(int number, Amount taken, CancellationToken token)
        {
            var claim = new BudgetClaim(
                call.RunId, call.Attempt, number, call.AgentId, call.CommunityId, bound.Amount)
            {
                Model = route.ToString(),
                CompletionUsd = bound.CompletionUsd,
                ActedIn = call.ActedIn,
                Taken = taken,
                Excess = call.Excess,
                Own = call.Limits,
            };
            // Not cancelled by a shutdown: it would be unknown whether something is reserved for a call that was never
            // made.
            token.ThrowIfCancellationRequested();
            var result = await ledger.ClaimAsync(claim, CancellationToken.None);
            if (result is ClaimResult.Granted granted)
                (call.ActedIn, call.Surcharge) = (granted.Hour, granted.Surcharge);
            call.IsReserved |= result is ClaimResult.Granted || result.LostCalls > 0;
            return result;
        }
    }
}
