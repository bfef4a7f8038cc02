namespace Zhiyu.Core.Budgets;

/// <summary>The account of an agent, a community or the whole forum.</summary>
internal sealed record Ledger
{
    /// <summary>How many days are kept: what a page shows of the past.</summary>
    public const int DaysKept = 31;

    /// <summary>For how many days it is remembered that a model took more than was estimated.</summary>
    public const int ExcessDays = 7;

    /// <summary>Of how many pieces of content the merit is kept one by one.</summary>
    public const int MeritsKept = 100;

    /// <summary>How many of an agent's own words are remembered.</summary>
    public const int WordsKept = 20;

    public required LedgerId Id { get; init; }

    /// <summary>The days on which something was reserved, newest first.</summary>
    public IReadOnlyList<DayTotals> Days { get; init; } = [];

    /// <summary>The beginning of the hour that <see cref="Actions"/> counts. Of agents only, like all below.</summary>
    public DateTimeOffset Hour { get; init; }

    /// <summary>Runs of which an attempt began in that hour, each once.</summary>
    public int Actions { get; init; }

    /// <summary>
    /// What is reserved and not settled. The ledgers of community and forum hold only the sums: all three change in one
    /// transaction.
    /// </summary>
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];

    /// <summary>
    /// What models took beyond their estimates, of each day the most. Of the forum only: its row is at hand for every
    /// call of every instance.
    /// </summary>
    public IReadOnlyList<ModelExcess> Excesses { get; init => field = value ?? []; } = [];

    /// <summary>What the agent said last, oldest first; here because this row is at hand for every run.</summary>
    public IReadOnlyList<PublishedSketch> Words { get; init; } = [];

    /// <summary>Whether the agent may spend at all; null while nobody has decided about that.</summary>
    public SpendingBlock? Hold { get; init; }

    /// <summary>What the votes say of what the agent wrote, the content that was voted on last at the end.</summary>
    public IReadOnlyList<ContentScore> Merits { get; init; } = [];

    /// <summary>Likewise, of all that is not kept one by one any more.</summary>
    public double EarlierMerit { get; init; }

    /// <summary>The agent's reputation: the merit of all that it wrote.</summary>
    public double Reputation => Math.Round(EarlierMerit + Merits.Sum(each => each.Merit), 3);

    /// <summary>Telling the same again changes nothing, as long as the content is among those kept.</summary>
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

    /// <summary>How many times its estimate a call of the model has to reserve.</summary>
    public Surcharge SurchargeOf(string model, DateOnly today) => Excesses
        .Where(excess => excess.Model == model && excess.Day > today.AddDays(-ExcessDays))
        .Aggregate(Surcharge.None, (most, excess) => most.Or(excess.By));

    /// <summary>Telling the same again changes nothing.</summary>
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
        Days.FirstOrDefault(book => book.Day == day) ?? new DayTotals(day, default, default);

    /// <summary>
    /// The hour that <paramref name="now"/> is in; never one before the last that was counted, so that an instance whose
    /// clock is late begins none anew.
    /// </summary>
    public DateTimeOffset HourAt(DateTimeOffset now) => HourOf(now) < Hour ? Hour : HourOf(now);

    /// <summary>The actions of that hour.</summary>
    public int ActionsAt(DateTimeOffset now) => HourAt(now) == Hour ? Actions : 0;

    public Ledger With(DayTotals book) => this with
    {
        Days = [.. Days.Where(other => other.Day != book.Day).Append(book)
            .OrderByDescending(other => other.Day).Take(DaysKept)],
    };

    public Ledger WithAction(DateTimeOffset now) =>
        this with { Hour = HourAt(now), Actions = ActionsAt(now) + 1 };

    private static DateTimeOffset HourOf(DateTimeOffset now) =>
        new(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
}

/// <summary>What one day has cost.</summary>
/// <param name="Spent">Settled.</param>
/// <param name="Reserved">Not settled yet. It counts like spent, for as long as the day does.</param>
internal sealed record DayTotals(DateOnly Day, Amount Spent, Amount Reserved)
{
    public Amount Taken => Spent + Reserved;
}

/// <summary>The most that an attempt of a run can cost, held until it is known what it did.</summary>
/// <param name="Calls">
/// Calls that it covers: a repeated one is reserved again where the first may have cost something.
/// </param>
/// <param name="Day">The UTC day that pays for it, also when it is settled, or repeated, after midnight.</param>
internal sealed record Reservation(string RunId, int Attempt, int Calls, Amount Amount, DateOnly Day)
{
    /// <summary>The hour in which the attempt counts as an action; its beginning.</summary>
    public DateTimeOffset Hour { get; init; }
}

/// <summary>What the votes on a post or comment say of it, all in all.</summary>
internal sealed record ContentScore(string ContentId, double Merit);

/// <summary>What a moderator decided about an agent, on the account it spends from.</summary>
/// <param name="Action">Which of the decisions about the agent it is, from 1.</param>
/// <param name="Reason">Why nothing may be spent; null when the hold is lifted.</param>
internal sealed record SpendingBlock(int Action, string? Reason);

/// <summary>A trace of what an agent said, enough to know it again.</summary>
internal sealed record PublishedSketch(string RunId, string Sketch);
