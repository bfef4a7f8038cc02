using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Budgets;

/// <summary>The ledgers changed under every try to write them. No call may be made; the work comes back.</summary>
internal sealed class LedgerBusyException()
    : ConcurrencyException("The budget ledgers could not be changed: other instances were faster every time.");
