using System.Text.Json;
using Zhiyu.Tests.Worker.Platform.Rpc;

namespace Zhiyu.Tests.Worker.Platform;

/// <summary>A function as its worker describes it.</summary>
internal sealed class WorkerFunction
{
    private readonly RpcFunctionMetadata _described;
    private readonly IReadOnlyList<JsonElement> _bindings;
    private readonly JsonElement _trigger;

    public WorkerFunction(RpcFunctionMetadata described)
    {
        _described = described;
        _bindings = [.. described.RawBindings.Select(binding => JsonElement.Parse(binding))];
        _trigger = _bindings.First(binding => TypeOf(binding).EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
    }

    public string Id => _described.FunctionId;

    public string Name => _described.Name;

    public bool IsHttp => Is("httpTrigger");

    public bool IsQueue => Is("queueTrigger");

    public bool IsTimer => Is("timerTrigger");

    /// <summary>The parameter that is given what it was triggered by.</summary>
    public string Parameter => Text(_trigger, "name")!;

    /// <summary>Of an HTTP function, without slashes around.</summary>
    public string Route => (Text(_trigger, "route") is { Length: > 0 } route ? route : Name).Trim('/');

    /// <summary>Of an HTTP function; none where it takes all.</summary>
    public string[] Methods => _trigger.TryGetProperty("methods", out var methods)
        ? [.. methods.EnumerateArray().Select(method => method.GetString()!)]
        : [];

    public string QueueName => Text(_trigger, "queueName")!;

    /// <summary>The setting with the storage account's connection string.</summary>
    public string Connection => Text(_trigger, "connection") ?? "AzureWebJobsStorage";

    public bool TakesBytes => IsType(Text(_trigger, "dataType"), "Binary");

    public FunctionLoadRequest LoadRequest()
    {
        var metadata = _described.Clone();
        metadata.RawBindings.Clear();
        metadata.Bindings.Clear();
        foreach (var binding in _bindings)
            metadata.Bindings.Add(Text(binding, "name")!, new BindingInfo
            {
                Type = TypeOf(binding),
                Direction = Parsed<BindingInfo.Types.Direction>(Text(binding, "direction")),
                DataType = Parsed<BindingInfo.Types.DataType>(Text(binding, "dataType")),
            });
        return new FunctionLoadRequest { FunctionId = Id, Metadata = metadata };
    }

    private static T Parsed<T>(string? text) where T : struct, Enum =>
        text is null ? default : Enum.Parse<T>(text, ignoreCase: true);

    private static string TypeOf(JsonElement binding) => Text(binding, "type")!;

    private static string? Text(JsonElement binding, string name) =>
        binding.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool IsType(string? one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private bool Is(string type) => IsType(TypeOf(_trigger), type);
}
