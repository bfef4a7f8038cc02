using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Zhiyu.LocalHost.Functions;

/// <summary>A method that the catalog accepted.</summary>
internal sealed class LocalFunction(
    string name, MethodInfo method, ParameterInfo trigger, TriggerBindingAttribute binding) : FunctionDefinition
{
    public override string Name => name;

    public override string Id => name;

    public override string EntryPoint => $"{method.ReflectedType!.FullName}.{method.Name}";

    public override string PathToAssembly => method.Module.FullyQualifiedName;

    public MethodInfo Method => method;

    public Type Class => method.ReflectedType!;

    /// <summary>The parameter that carries the trigger's attribute.</summary>
    public ParameterInfo TriggerParameter => trigger;

    public TriggerBindingAttribute Trigger => binding;
}
