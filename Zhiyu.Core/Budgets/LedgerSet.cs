namespace Zhiyu.Core.Budgets;

/// <summary>The three ledgers that a call is charged to.</summary>
public sealed record LedgerSet(Ledger Agent, Ledger Community, Ledger Forum)
{
    /// <summary>Reserves in all three ledgers or in none.</summary>
    public (LedgerSet Ledgers, ClaimResult Result) Claim(BudgetClaim claim, BudgetOptions limits, DateTimeOffset now)
    {
        var reservations = Agent.Reservations.Where(reservation => reservation.RunId == claim.RunId).ToList();
        var lost = reservations.FindAll(reservation => reservation.Attempt < claim.Attempt);
        var own = reservations.Find(reservation => reservation.Attempt == claim.Attempt);
        // All calls of an attempt count for the hour and day in which it began, so that they are checked and charged in
        // the same place.
        var hour = own?.Hour ?? Agent.HourAt(now);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var day = own?.Day ?? today;
        var ledgers = WithExcess(claim.Excess, today);
        var granted = new ClaimResult.Granted(
            lost.Sum(reservation => reservation.Calls), Sum(lost.Select(reservation => reservation.Amount)),
            hour, ledgers.Forum.SurchargeOf(claim.Model, today));
        if (own?.Calls >= claim.Call) return (this, granted);

        if (Agent.Hold?.Reason is { } reason)
            return (this, new ClaimResult.Held(reason, granted.LostCalls, granted.Lost));

        var isAction = own is null && claim.ActedIn != hour
            && reservations.All(reservation => reservation.Hour != hour);
        if (own is not null && claim.Taken.Or(own.Amount) is var taken && taken != own.Amount)
            (ledgers, own) = ledgers.Reserve(own, taken, own.Calls);
        var most = granted.Surcharge.On(claim.Most, claim.CompletionUsd);
        if (ledgers.ExhaustedBy(claim.Own, most, isAction, limits, day, hour) is { } exhausted)
            return (ledgers, new ClaimResult.Exhausted(exhausted, granted.LostCalls, granted.Lost));

        if (isAction) ledgers = ledgers with { Agent = ledgers.Agent.WithAction(hour) };
        ledgers = ledgers with
        {
            Agent = ledgers.Agent with { Reservations = [.. WithoutExpired(ledgers.Agent, claim.RunId, today)] },
        };
        own ??= new Reservation(claim.RunId, claim.Attempt, 0, default, day) { Hour = hour };
        (ledgers, _) = ledgers.Reserve(own, own.Amount + most, claim.Call);
        return (ledgers, granted);
    }

    /// <summary>Replaces the reservations with the actual cost. Idempotent.</summary>
    public LedgerSet Settle(Settlement settlement)
    {
        var settled = Agent.Reservations
            .Where(reservation => reservation.RunId == settlement.RunId && reservation.Attempt <= settlement.Attempt)
            .OrderBy(reservation => reservation.Attempt)
            .ToList();
        var ledgers = WithSketch(settlement);
        if (settled.Count == 0) return ledgers;

        ledgers = ledgers.WithExcess(settlement.Excess, settled[^1].Day) with
        {
            Agent = ledgers.Agent with { Reservations = [.. ledgers.Agent.Reservations.Except(settled)] },
        };
        // The lost calls of earlier attempts are part of the cost, charged to the day of their reservation.
        var rest = settlement.Cost;
        foreach (var lost in settled.SkipLast(1))
        {
            ledgers = ledgers.Move(lost.Day, reserved: default(Amount) - lost.Amount, spent: lost.Amount);
            rest -= lost.Amount;
        }

        return ledgers.Move(settled[^1].Day, reserved: default(Amount) - settled[^1].Amount, spent: rest);
    }

    /// <summary>The calls that a run reserved and never settled, and their maximum cost.</summary>
    public (int Calls, Amount Amount) OutstandingOf(string runId)
    {
        var reservations = Agent.Reservations.Where(reservation => reservation.RunId == runId).ToList();
        return (
            reservations.Sum(reservation => reservation.Calls),
            Sum(reservations.Select(reservation => reservation.Amount)));
    }

    private LedgerSet WithExcess(ModelExcess? excess, DateOnly day) =>
        excess is null ? this : this with { Forum = Forum.With(excess with { Day = day }) };

    private (LedgerSet Ledgers, Reservation Reservation) Reserve(Reservation own, Amount amount, int calls)
    {
        var reservation = own with { Amount = amount, Calls = calls };
        var ledgers = this with
        {
            Agent = Agent with { Reservations = [.. Agent.Reservations.Where(other => other != own), reservation] },
        };
        return (ledgers.Move(own.Day, reserved: amount - own.Amount, spent: default), reservation);
    }

    private Budget? ExhaustedBy(
        AgentLimits own, Amount most, bool isAction, BudgetOptions limits, DateOnly day, DateTimeOffset hour)
    {
        if (isAction && Agent.ActionsAt(hour) >= own.ActionsPerHourIn(limits)) return Budget.AgentActionsPerHour;
        if (Exceeds(Agent, own.TokensPerDayIn(limits))) return Budget.AgentTokensPerDay;
        if (Exceeds(Community, limits.CommunityTokensPerDay)) return Budget.CommunityTokensPerDay;
        if (Exceeds(Forum, limits.ForumTokensPerDay)) return Budget.ForumTokensPerDay;
        return Forum.On(day).Taken.Usd + most.Usd > limits.ForumUsdPerDay ? Budget.ForumUsdPerDay : null;

        bool Exceeds(Ledger ledger, long limit) => ledger.On(day).Taken.Tokens + most.Tokens > limit;
    }

    private LedgerSet Move(DateOnly day, Amount reserved, Amount spent)
    {
        return new LedgerSet(WithTotals(Agent), WithTotals(Community), WithTotals(Forum));

        Ledger WithTotals(Ledger ledger)
        {
            var totals = ledger.On(day);
            return ledger.With(totals with
            {
                Reserved = totals.Reserved + reserved,
                Spent = totals.Spent + spent,
            });
        }
    }

    private LedgerSet WithSketch(Settlement settlement) =>
        settlement.Sketch is not { } sketch || Agent.Words.Any(words => words.RunId == settlement.RunId)
            ? this
            : this with
            {
                Agent = Agent with
                {
                    Words =
                    [
                        .. Agent.Words.TakeLast(Ledger.WordsKept - 1),
                        new PublishedSketch(settlement.RunId, sketch),
                    ],
                },
            };

    // Reservations older than yesterday are removed: they stay in the totals of their day and will not be settled.
    // Those of a run that continues are kept, because its next settlement includes its earlier attempts.
    private static IEnumerable<Reservation> WithoutExpired(Ledger agent, string runId, DateOnly today)
    {
        var openRuns = agent.Reservations
            .Where(reservation => reservation.Day >= today.AddDays(-1))
            .Select(reservation => reservation.RunId)
            .Append(runId)
            .ToHashSet();
        return agent.Reservations.Where(reservation => openRuns.Contains(reservation.RunId));
    }

    private static Amount Sum(IEnumerable<Amount> amounts) =>
        amounts.Aggregate(default(Amount), (sum, one) => sum + one);
}
