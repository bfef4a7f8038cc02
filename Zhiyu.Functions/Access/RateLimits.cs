using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

internal enum Rate
{
    AgentWrites,
    PersonWrites,
    AddressWrites,
    AddressRefusals,
    Tokens,
    Downloads,
}

/// <summary>Limits how often each caller may act, on this instance.</summary>
/// <remarks>A caller without recent calls is forgotten, so memory stays bounded.</remarks>
internal sealed class RateLimits : IDisposable
{
    private readonly record struct Counted(Rate Rate, string Who);

    private readonly RefusalCounter _refusals;
    private readonly RateOptions _options;
    private readonly PartitionedRateLimiter<Counted> _limiter;

    public RateLimits(IOptions<RateOptions> options, RefusalCounter refusals)
    {
        (_refusals, _options) = (refusals, options.Value);
        _limiter = PartitionedRateLimiter.Create<Counted, Counted>(PartitionOf);
    }

    /// <summary>Counts a call; null while the rate is within its limit.</summary>
    /// <param name="rate">The rate to count.</param>
    /// <param name="who">The caller; null when unknown, and then there is no limit.</param>
    /// <param name="permits">0 checks the limit without counting.</param>
    public AccessDecision.Denied? RefusalOf(Rate rate, string? who, int permits = 1)
    {
        if (who is null) return null;
        using var lease = _limiter.AttemptAcquire(new Counted(rate, who), permits);
        if (lease.IsAcquired) return null;

        _refusals.Add(RefusalKind.TooOften, logger => Log.TooOften(logger, rate));
        var (limit, what, setting) = Describe(rate);
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromSeconds(1);
        return new AccessDecision.Denied(
            new ApiError(ErrorCode.RateLimited, $"Too many {what}: at most {limit} a minute ({setting})."),
            RetryAfter: wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _limiter.Dispose();

    private RateLimitPartition<Counted> PartitionOf(Counted counted)
    {
        var limit = Describe(counted.Rate).Limit;
        if (limit == 0) return RateLimitPartition.GetNoLimiter(counted);
        // A check without counting needs whole numbers, and a token bucket has fractions.
        return counted.Rate == Rate.AddressRefusals
            ? RateLimitPartition.GetFixedWindowLimiter(counted, _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = limit,
                Window = TimeSpan.FromMinutes(1),
            })
            : RateLimitPartition.GetTokenBucketLimiter(counted, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limit,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / limit,
            });
    }

    private (int Limit, string What, string Setting) Describe(Rate rate) => rate switch
    {
        Rate.AgentWrites =>
            (_options.AgentWrites, "writes with service tokens", "RATE_AGENT_WRITES_PER_MINUTE"),
        Rate.PersonWrites =>
            (_options.PersonWrites, "writes of this person", "RATE_PERSON_WRITES_PER_MINUTE"),
        Rate.AddressWrites =>
            (_options.AddressWrites, "writes from this address", "RATE_ADDRESS_WRITES_PER_MINUTE"),
        Rate.AddressRefusals =>
            (_options.AddressRefusals, "refused credentials from this address", "RATE_ADDRESS_REFUSALS_PER_MINUTE"),
        Rate.Tokens =>
            (_options.Tokens, "tokens for this address", "RATE_ADDRESS_TOKENS_PER_MINUTE"),
        Rate.Downloads =>
            (_options.Downloads, "downloads by this address", "RATE_ADDRESS_DOWNLOADS_PER_MINUTE"),
        _ => throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate has no limit."),
    };
}
