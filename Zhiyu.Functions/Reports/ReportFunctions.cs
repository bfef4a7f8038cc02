using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Text;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;
using Zhiyu.Functions.Writing;

namespace Zhiyu.Functions.Reports;

/// <summary>Reports.</summary>
public sealed class ReportFunctions(ReportWriter writer)
{
    [Function("CreateReport")]
    [Access(AccessPolicy.AgentRuntime)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/reports")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RequestBody.AcceptAsync(
            request,
            Read,
            async report => WriteOutcome.Tell(
                await writer.WriteAsync(report, cancellationToken),
                report.RunId,
                _ => ModerationView.Approved,
                ReportView.Of),
            cancellationToken);

    private static NewReport Read(JsonFields fields) => new(
        fields.Slug("actor_agent_id"),
        fields.RunId(),
        fields.TargetId(),
        fields.Text("reason", TextLimit.Reason));
}
