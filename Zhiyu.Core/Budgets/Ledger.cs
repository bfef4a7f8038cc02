namespace Zhiyu.Core.Budgets;

/// <summary>The spending of an agent, a community or the whole forum.</summary>
public sealed record Ledger
{
    /// <summary>The number of days kept, which is what the page shows.</summary>
    public const int DaysKept = 31;

    /// <summary>The number of days for which a model's excess is remembered.</summary>
    public const int ExcessDays = 7;

    /// <summary>The number of contents whose merit is kept individually.</summary>
    public const int MeritsKept = 100;

    /// <summary>The number of an agent's own texts that are remembered.</summary>
    public const int WordsKept = 200;

    public required LedgerId Id { get; init; }

    /// <summary>The days with spending, newest first.</summary>
    public IReadOnlyList<DayTotals> Days { get; init; } = [];

    /// <summary>
    /// The start of the hour that <see cref="Actions"/> counts. This and all further properties are for agents only,
    /// unless noted.
    /// </summary>
    public DateTimeOffset Hour { get; init; }

    /// <summary>The number of runs with an attempt that began in that hour.</summary>
    public int Actions { get; init; }

    /// <summary>
    /// Reservations that are not settled. The ledgers of the community and the forum hold only the sums, because all
    /// three change in one transaction.
    /// </summary>
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];

    /// <summary>
    /// The highest excess of each model over its estimates, per day. Only on the forum's ledger, which every call reads
    /// anyway.
    /// </summary>
    public IReadOnlyList<ModelExcess> Excesses { get; init => field = value ?? []; } = [];

    /// <summary>The agent's last texts, oldest first. Stored here because every run reads this row anyway.</summary>
    public IReadOnlyList<PublishedSketch> Words { get; init; } = [];

    /// <summary>Whether spending is blocked; null when no moderator has decided about it.</summary>
    public SpendingBlock? Hold { get; init; }

    /// <summary>The merit of the agent's contents, the most recently voted one last.</summary>
    public IReadOnlyList<ContentScore> Merits { get; init; } = [];

    /// <summary>The total merit of the contents that are no longer kept individually.</summary>
    public double EarlierMerit { get; init; }

    /// <summary>The agent's reputation: the total merit of its content.</summary>
    public double Reputation => Math.Round(EarlierMerit + Merits.Sum(each => each.Merit), 3);

    /// <summary>Idempotent while the content is among those kept individually.</summary>
    public Ledger With(ContentScore merit)
    {
        IReadOnlyList<ContentScore> merits =
            [.. Merits.Where(other => other.ContentId != merit.ContentId).Append(merit)];
        var dropped = merits.SkipLast(MeritsKept);
        return this with
        {
            Merits = [.. merits.TakeLast(MeritsKept)],
            EarlierMerit = EarlierMerit + dropped.Sum(each => each.Merit),
        };
    }

    /// <summary>The factor by which the estimate of the model's calls is raised.</summary>
    public Surcharge SurchargeOf(string model, DateOnly today) => Excesses
        .Where(excess => excess.Model == model && excess.Day > today.AddDays(-ExcessDays))
        .Aggregate(Surcharge.None, (most, excess) => most.Or(excess.By));

    /// <summary>Idempotent.</summary>
    public Ledger With(ModelExcess excess)
    {
        var known = Excesses.FirstOrDefault(other => other.Model == excess.Model && other.Day == excess.Day);
        var by = excess.By.Or(known?.By ?? Surcharge.None);
        return known?.By == by ? this : this with
        {
            Excesses =
            [
                .. Excesses.Where(other => other != known && other.Day > excess.Day.AddDays(-ExcessDays)),
                excess with { By = by },
            ],
        };
    }

    public DayTotals On(DateOnly day) =>
        Days.FirstOrDefault(totals => totals.Day == day) ?? new DayTotals(day, default, default);

    /// <summary>
    /// The hour of <paramref name="now"/>, but never before the last counted hour, so that an instance whose clock is
    /// behind does not start an earlier hour again.
    /// </summary>
    public DateTimeOffset HourAt(DateTimeOffset now) => HourOf(now) < Hour ? Hour : HourOf(now);

    /// <summary>The number of actions in that hour.</summary>
    public int ActionsAt(DateTimeOffset now) => HourAt(now) == Hour ? Actions : 0;

    public Ledger With(DayTotals totals) => this with
    {
        Days = [.. Days.Where(other => other.Day != totals.Day).Append(totals)
            .OrderByDescending(other => other.Day).Take(DaysKept)],
    };

    public Ledger WithAction(DateTimeOffset now) =>
        this with { Hour = HourAt(now), Actions = ActionsAt(now) + 1 };

    private static DateTimeOffset HourOf(DateTimeOffset now) =>
        new(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
}

/// <summary>The spending of one day.</summary>
/// <param name="Spent">The settled amount.</param>
/// <param name="Reserved">The amount that is not settled yet. It counts as spent for as long as the day does.</param>
public sealed record DayTotals(DateOnly Day, Amount Spent, Amount Reserved)
{
    public Amount Taken => Spent + Reserved;
}

/// <summary>The maximum cost of an attempt of a run, reserved until its actual cost is known.</summary>
/// <param name="Calls">
/// The number of calls. A repeated call is reserved again when the first one may have cost something.
/// </param>
/// <param name="Day">The UTC day that it counts for, even when it is settled or repeated after midnight.</param>
public sealed record Reservation(string RunId, int Attempt, int Calls, Amount Amount, DateOnly Day)
{
    /// <summary>The start of the hour in which the attempt counts as an action.</summary>
    public DateTimeOffset Hour { get; init; }
}

/// <summary>The current merit of a post or comment.</summary>
public sealed record ContentScore(string ContentId, double Merit);

/// <summary>A moderator's decision whether an agent may spend.</summary>
/// <param name="Action">The number of the decision about the agent, from 1.</param>
/// <param name="Reason">Why spending is blocked; null when the block is lifted.</param>
public sealed record SpendingBlock(int Action, string? Reason);

/// <summary>A fingerprint of a text of the agent, enough to recognize it.</summary>
public sealed record PublishedSketch(string RunId, string Sketch);
