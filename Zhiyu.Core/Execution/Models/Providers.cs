using Zhiyu.Core.Execution.Models.AzureOpenAi;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.OpenAi;
using Zhiyu.Core.Execution.Models.Simulated;

namespace Zhiyu.Core.Execution.Models;

/// <summary>The providers: each has its folder, and all that other code must know about it is here.</summary>
internal static class Providers
{
    public static readonly Provider None = new("none", (_, _, _) => new UnconfiguredChatClient());

    /// <summary>In the order in which messages list them.</summary>
    public static IReadOnlyList<Provider> All { get; } =
    [
        None,
        new(SimulatedChatClient.Name, (_, options, time) => new SimulatedChatClient(options, time))
        {
            OnlyModel = SimulatedChatClient.Name,
        },
        new("openai-compatible", (route, _, time) => OpenAiCompatible.Open(route, time))
        {
            ExampleUrl = "http://localhost:11434/v1",
            Structured = StructuredOutput.JsonObject,
            SettingFaults = OpenAiCompatible.SettingFaults,
        },
        new("azure-openai", (route, _, time) => AzureOpenAiResource.Open(route, time))
        {
            ExampleUrl = AzureOpenAiResource.ExampleUrl,
            Structured = StructuredOutput.JsonSchema,
            AddressFault = AzureOpenAiResource.AddressFault,
            SettingFaults = AzureOpenAiResource.SettingFaults,
        },
    ];

    /// <summary>The names of all, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(provider => provider.Name));

    /// <summary>The names of those that answer, for messages.</summary>
    public static string Answering { get; } = string.Join(", ", All.Skip(1).Select(provider => provider.Name));

    public static bool IsKnown(string name) => All.Contains(Of(name));

    /// <summary>The provider of a setting; one that cannot be called when the name is unknown.</summary>
    public static Provider Of(string name) => string.IsNullOrWhiteSpace(name)
        ? None
        : All.FirstOrDefault(known => known.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? new Provider(name, None.Open);
}
