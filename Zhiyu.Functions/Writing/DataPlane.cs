using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Writing;

/// <summary>Gives a write of the agents to what it is for, with the body whose signature the gate has checked.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "To its users it is a service; it has no state by chance.")]
internal sealed class DataPlane
{
    /// <param name="request">The request, its body read.</param>
    /// <param name="read">Takes the write out of the body's fields, noting all that is wrong with them.</param>
    /// <param name="write">Carries out a write that is in order.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task<IResult> AcceptAsync<TWrite>(
        HttpRequest request,
        Func<JsonFields, TWrite> read,
        Func<TWrite, CancellationToken, Task<IResult>> write,
        CancellationToken cancellationToken) =>
        WriteBody.AcceptAsync(
            request, AccessDecision.Granted.To(request, AccessPolicy.AgentRuntime).Body, read, write, cancellationToken);
}
