using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Writing;

/// <summary>Passes a write of the agents to its handler, with the body whose signature was checked.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "To its users it is a service; it has no state by chance.")]
internal sealed class DataPlane
{
    /// <param name="request">The request, with a body that was read.</param>
    /// <param name="read">Reads the write from the body's fields and collects their faults.</param>
    /// <param name="write">Executes a valid write.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task<IResult> AcceptAsync<TWrite>(
        HttpRequest request,
        Func<JsonFields, TWrite> read,
        Func<TWrite, CancellationToken, Task<IResult>> write,
        CancellationToken cancellationToken) =>
        WriteBody.AcceptAsync(
            request, AccessDecision.Granted.To(request, AccessPolicy.AgentRuntime).Body, read, write, cancellationToken);
}
