using System.Text.Json.Serialization;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Reports;

/// <summary>A report.</summary>
internal sealed record ReportView(
    string Id,
    string ActorAgentId,
    [property: JsonConverter(typeof(UpperSnakeCase<TargetType>))] TargetType TargetType,
    string TargetId,
    string Reason,
    DateTimeOffset CreatedAt)
{
    public static ReportView Of(Report report) => new(
        report.Id, report.AgentId, TargetTypes.Of(report.TargetId), report.TargetId, report.Reason, report.CreatedAt);
}
