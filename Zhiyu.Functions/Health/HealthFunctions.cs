using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Queues;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Health;

/// <summary>The health of the app and its dependencies.</summary>
public sealed class HealthFunctions(
    CommunityStore communities,
    IWorkQueue<EventMessage> events,
    LlmStatus llm,
    ModelCatalog catalog,
    ModelHealthBoard models,
    IDegradationSource degradation,
    TimeProvider clock,
    ILogger<HealthFunctions> logger)
{
    // A health check must respond quickly even when storage is down.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Always 200 while the app can respond; the status is in the body.</summary>
    [Function("GetHealth")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        // Not through the directory: its cache would hide that storage is down.
        var storage = ProbeAsync("storage", communities.ListAsync, cancellationToken);
        var queues = ProbeAsync("queues", events.MeasureAsync, cancellationToken);
        var level = Degradation.None;
        var runtime = ProbeAsync("runtime", async token => level = await degradation.CurrentAsync(token),
            cancellationToken);
        // When storage is down, the response still has what this instance knows.
        var known = models.Own;
        var health = ProbeAsync("models", async token => known = await models.ReadAsync(token), cancellationToken);
        await Task.WhenAll(storage, queues, runtime, health);

        var dependencies = new DependenciesView(
            new(await storage), new(await queues), LlmView.Of(llm, Views(known)));
        return ApiResults.Read(new HealthView(
            level == Degradation.None
            && dependencies is { Storage.State: DependencyState.Ok, Queues.State: DependencyState.Ok }
            && dependencies.Llm.Models.All(model => model.State == DependencyState.Ok)
                ? HealthStatus.Ok
                : HealthStatus.Degraded,
            clock.GetUtcNow(),
            Uptime(),
            level,
            dependencies));
    }

    private List<ModelView> Views(IReadOnlyDictionary<string, ModelHealth> known) =>
    [
        .. from route in catalog.Routes
           let id = ModelHealth.IdOf(route)
           select ModelView.Of(route, known.GetValueOrDefault(id) ?? new ModelHealth(id), clock.GetUtcNow()),
    ];

    private async Task<DependencyState> ProbeAsync(
        string dependency, Func<CancellationToken, Task> probe, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await probe(either.Token).WaitAsync(either.Token);
            return DependencyState.Ok;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Log.DependencyDown(logger, dependency, fault);
            return DependencyState.Unavailable;
        }
    }

    private long Uptime()
    {
        using var process = Process.GetCurrentProcess();
        return (long)(clock.GetUtcNow() - process.StartTime).TotalSeconds;
    }
}
