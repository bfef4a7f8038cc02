using Microsoft.Extensions.AI;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Models.Accounting;

/// <summary>Lets a call out only when the most that it can cost is reserved.</summary>
/// <remarks>
/// The settlement is not made here: it follows once the run has the answer on record, so that a crash between the two
/// neither forgets the cost nor counts it twice.
/// </remarks>
/// <param name="most">What a call is estimated to take at most.</param>
internal sealed class BudgetChatClient(
    IChatClient inner,
    ModelRoute route,
    BudgetLedger ledger,
    Func<IEnumerable<ChatMessage>, ChatOptions, TokenUpperBound> most)
    : DelegatingChatClient(inner)
{
    /// <exception cref="BudgetExhaustedException">A budget does not allow the call; none was made.</exception>
    /// <exception cref="SpendingBlockedException">A moderator does not; none was made.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options is not RunChatOptions { Call: var call })
            throw new InvalidOperationException("Models are called for runs only: somebody's budget has to bear it.");
        var asked = messages.ToList();
        var bound = most(asked, options);

        var first = await ClaimAsync(1, taken: default, cancellationToken);
        call.Usage += ModelUsage.AtMost(first.LostCalls, first.Lost);
        if (first is ClaimResult.Exhausted exhausted) throw new BudgetExhaustedException(exhausted.Budget);
        if (first is ClaimResult.Held held) throw new SpendingBlockedException(held.Reason);

        var (reserved, before) = (1, call.Usage.Amount);
        call.MayRepeatAsync = async token =>
        {
            if (await ClaimAsync(reserved + 1, call.Usage.Amount - before, token) is not ClaimResult.Granted) return false;
            reserved++;
            return true;
        };
        cancellationToken.ThrowIfCancellationRequested();
        return await base.GetResponseAsync(asked, options, cancellationToken);

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
            // Not cut short by a stop: nobody would know whether something is reserved for a call that was never made.
            token.ThrowIfCancellationRequested();
            var result = await ledger.ClaimAsync(claim, CancellationToken.None);
            if (result is ClaimResult.Granted granted) (call.ActedIn, call.Surcharge) = (granted.Hour, granted.Surcharge);
            call.IsReserved |= result is ClaimResult.Granted || result.LostCalls > 0;
            return result;
        }
    }
}
