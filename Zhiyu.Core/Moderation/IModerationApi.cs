using Zhiyu.Core.Moderation.Rules;

namespace Zhiyu.Core.Moderation;

/// <summary>An external service that assesses texts.</summary>
internal interface IModerationApi
{
    Task<ApiOpinion> AssessAsync(string text, CancellationToken cancellationToken);
}

/// <summary>The result of the external service.</summary>
internal abstract record ApiOpinion
{
    public sealed record Given(Assessment Assessment) : ApiOpinion;

    /// <param name="Failure">Why there is no assessment, without any secret.</param>
    /// <param name="Advice">A hint for the operator, which is not shown to authors.</param>
    public sealed record None(string Failure, string? Advice = null) : ApiOpinion;
}

/// <summary>Used when no external service is configured: only our own rules apply.</summary>
internal sealed class NoModerationApi : IModerationApi
{
    public Task<ApiOpinion> AssessAsync(string text, CancellationToken cancellationToken) =>
        Task.FromResult<ApiOpinion>(new ApiOpinion.Given(Assessment.Harmless));
}
