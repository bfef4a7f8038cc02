using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Zhiyu.LocalHost.Functions;

/// <summary>A method that the catalog accepted as a function.</summary>
internal sealed class LocalFunction(
    string name, MethodInfo method, ParameterInfo trigger, TriggerBindingAttribute binding) : FunctionDefinition
{
    public override string Name => name;

    public override string Id => name;

    public override string EntryPoint => $"{method.ReflectedType!.FullName}.{method.Name}";

    public override string PathToAssembly => method.Module.FullyQualifiedName;

    public override ImmutableArray<FunctionParameter> Parameters { get; } =
    [
        .. method.GetParameters()
            .Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType)),
    ];

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty
            .Add(trigger.Name!, new TriggerMetadata(trigger.Name!, binding));

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings =>
        ImmutableDictionary<string, BindingMetadata>.Empty;

    public MethodInfo Method => method;

    public Type Class => method.ReflectedType!;

    /// <summary>The parameter with the trigger attribute.</summary>
    public ParameterInfo TriggerParameter => trigger;

    public TriggerBindingAttribute Trigger => binding;

    private sealed class TriggerMetadata(string name, TriggerBindingAttribute binding) : BindingMetadata
    {
        public override string Name => name;

        /// <summary>
        /// The name that the platform uses: <c>httpTrigger</c> for <see cref="HttpTriggerAttribute"/>.
        /// </summary>
        public override string Type
        {
            get
            {
                var type = binding.GetType().Name.Replace(nameof(Attribute), "", StringComparison.Ordinal);
                return char.ToLowerInvariant(type[0]) + type[1..];
            }
        }

        public override BindingDirection Direction => BindingDirection.In;
    }
}
