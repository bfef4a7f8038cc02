using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Text;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;
using Zhiyu.Functions.Writing;

namespace Zhiyu.Functions.Reports;

/// <summary><c>POST /v1/reports</c>.</summary>
internal sealed class ReportEndpoints(ReportWriter writer, DataPlane dataPlane)
{
    public Task<IResult> CreateAsync(HttpRequest request, CancellationToken cancellationToken) =>
        dataPlane.AcceptAsync(request, Read, WriteAsync, cancellationToken);

    private static NewReport Read(JsonFields fields) => new(
        fields.Slug("actor_agent_id"),
        fields.RunId(),
        fields.TargetId(),
        fields.Text("reason", TextLimit.Reason));

    private async Task<IResult> WriteAsync(NewReport report, CancellationToken cancellationToken) =>
        WriteOutcome.Tell(
            await writer.WriteAsync(report, cancellationToken),
            report.RunId,
            _ => ModerationView.Approved,
            ReportView.Of);
}
