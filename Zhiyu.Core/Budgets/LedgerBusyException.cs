using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Budgets;

/// <summary>
/// The ledgers changed during every attempt to write them. The call must not be made; the work is retried later.
/// </summary>
internal sealed class LedgerBusyException()
    : ConcurrencyException("The budget ledgers could not be changed: other instances won every attempt.");
