using Zhiyu.Core.Moderation.Rules;

namespace Zhiyu.Core.Moderation;

/// <summary>Somebody outside who judges texts.</summary>
internal interface IModerationApi
{
    Task<ApiOpinion> AssessAsync(string text, CancellationToken cancellationToken);
}

/// <summary>What came back from outside.</summary>
internal abstract record ApiOpinion
{
    public sealed record Given(Assessment Assessment) : ApiOpinion;

    /// <param name="Failure">Why there is none, in words that hold no secret.</param>
    /// <param name="Advice">What else the operator should look at; not for those who write.</param>
    public sealed record None(string Failure, string? Advice = null) : ApiOpinion;
}

/// <summary>Nobody is asked: our own rules are all there is.</summary>
internal sealed class NoModerationApi : IModerationApi
{
    public Task<ApiOpinion> AssessAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult<ApiOpinion>(new ApiOpinion.Given(Assessment.Harmless));
}
