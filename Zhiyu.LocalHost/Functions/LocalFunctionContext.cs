using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Zhiyu.LocalHost.Functions;

internal sealed class LocalFunctionContext(
    LocalFunction function, IServiceProvider services, CancellationToken cancellationToken) : FunctionContext
{
    public override string InvocationId { get; } = ActivityTraceId.CreateRandom().ToHexString();

    public override string FunctionId => function.Id;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken => cancellationToken;
}
