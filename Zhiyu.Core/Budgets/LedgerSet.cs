namespace Zhiyu.Core.Budgets;

/// <summary>The three ledgers that a call concerns.</summary>
internal sealed record LedgerSet(Ledger Agent, Ledger Community, Ledger Forum)
{
    /// <summary>Reserves in all three or in none.</summary>
    public (LedgerSet Book, ClaimResult Result) Claim(BudgetClaim claim, BudgetOptions limits, DateTimeOffset now)
    {
        var held = Agent.Reservations.Where(reservation => reservation.RunId == claim.RunId).ToList();
        var lost = held.FindAll(reservation => reservation.Attempt < claim.Attempt);
        var own = held.Find(reservation => reservation.Attempt == claim.Attempt);
        // An attempt is of the hour and the day in which it began, with all its calls: what it is checked against is
        // what pays for it.
        var hour = own?.Hour ?? Agent.HourAt(now);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var day = own?.Day ?? today;
        var known = Learn(claim.Excess, today);
        var granted = new ClaimResult.Granted(
            lost.Sum(reservation => reservation.Calls), Sum(lost.Select(reservation => reservation.Amount)),
            hour, known.Forum.SurchargeOf(claim.Model, today));
        if (own?.Calls >= claim.Call) return (this, granted);

        if (Agent.Hold?.Reason is { } reason)
            return (this, new ClaimResult.Held(reason, granted.LostCalls, granted.Lost));

        var isAction = own is null && claim.ActedIn != hour && held.All(reservation => reservation.Hour != hour);
        if (own is not null && claim.Taken.Or(own.Amount) is var taken && taken != own.Amount)
            (known, own) = known.Hold(own, taken, own.Calls);
        var most = granted.Surcharge.On(claim.Most, claim.CompletionUsd);
        if (known.Binding(claim.Own, most, isAction, limits, day, hour) is { } binding)
            return (known, new ClaimResult.Exhausted(binding, granted.LostCalls, granted.Lost));

        if (isAction) known = known with { Agent = known.Agent.WithAction(hour) };
        known = known with { Agent = known.Agent with { Reservations = [.. Kept(known.Agent, claim.RunId, today)] } };
        own ??= new Reservation(claim.RunId, claim.Attempt, 0, default, day) { Hour = hour };
        (known, _) = known.Hold(own, own.Amount + most, claim.Call);
        return (known, granted);
    }

    /// <summary>Puts the cost in place of the reservations. Settling again changes nothing.</summary>
    public LedgerSet Settle(Settlement settlement)
    {
        var settled = Agent.Reservations
            .Where(held => held.RunId == settlement.RunId && held.Attempt <= settlement.Attempt)
            .OrderBy(held => held.Attempt)
            .ToList();
        var book = Remember(settlement);
        if (settled.Count == 0) return book;

        book = book.Learn(settlement.Excess, settled[^1].Day) with
        {
            Agent = book.Agent with { Reservations = [.. book.Agent.Reservations.Except(settled)] },
        };
        // What earlier attempts lost is part of the cost, and paid by the day on which they reserved it.
        var rest = settlement.Cost;
        foreach (var lost in settled.SkipLast(1))
        {
            book = book.Move(lost.Day, reserved: default(Amount) - lost.Amount, spent: lost.Amount);
            rest -= lost.Amount;
        }

        return book.Move(settled[^1].Day, reserved: default(Amount) - settled[^1].Amount, spent: rest);
    }

    /// <summary>Calls that a run has reserved for and never settled, and what they can have cost.</summary>
    public (int Calls, Amount Amount) OutstandingOf(string runId)
    {
        var held = Agent.Reservations.Where(reservation => reservation.RunId == runId).ToList();
        return (held.Sum(reservation => reservation.Calls), Sum(held.Select(reservation => reservation.Amount)));
    }

    private LedgerSet Learn(ModelExcess? excess, DateOnly day) =>
        excess is null ? this : this with { Forum = Forum.With(excess with { Day = day }) };

    private (LedgerSet Book, Reservation Held) Hold(Reservation own, Amount amount, int calls)
    {
        var held = own with { Amount = amount, Calls = calls };
        var book = this with
        {
            Agent = Agent with { Reservations = [.. Agent.Reservations.Where(other => other != own), held] },
        };
        return (book.Move(own.Day, reserved: amount - own.Amount, spent: default), held);
    }

    private Budget? Binding(
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
        return new LedgerSet(Moved(Agent), Moved(Community), Moved(Forum));

        Ledger Moved(Ledger ledger)
        {
            var book = ledger.On(day);
            return ledger.With(book with { Reserved = book.Reserved + reserved, Spent = book.Spent + spent });
        }
    }

    private LedgerSet Remember(Settlement settlement) =>
        settlement.Sketch is not { } sketch || Agent.Words.Any(words => words.RunId == settlement.RunId)
            ? this
            : this with
            {
                Agent = Agent with
                {
                    Words = [.. Agent.Words.TakeLast(Ledger.WordsKept - 1), new PublishedSketch(settlement.RunId, sketch)],
                },
            };

    // A day that is over has closed: what was reserved on it stays so in its book, and nobody will settle it any more.
    // But of a run that goes on: what its next settlement contains of earlier attempts must be found there.
    private static IEnumerable<Reservation> Kept(Ledger agent, string runId, DateOnly today)
    {
        var goOn = agent.Reservations
            .Where(held => held.Day >= today.AddDays(-1))
            .Select(held => held.RunId)
            .Append(runId)
            .ToHashSet();
        return agent.Reservations.Where(held => goOn.Contains(held.RunId));
    }

    private static Amount Sum(IEnumerable<Amount> amounts) =>
        amounts.Aggregate(default(Amount), (sum, one) => sum + one);
}
