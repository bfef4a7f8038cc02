using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>What must be known of a provider.</summary>
/// <param name="Name">The value of <c>LLM_PROVIDER</c>.</param>
/// <param name="Open">
/// Creates the client of a route, without retries. It throws each fault as an <c>LlmException</c>.
/// </param>
internal sealed record Provider(string Name, Func<ModelRoute, LlmOptions, TimeProvider, IChatClient> Open)
{
    /// <summary>The address of such a server, as an example for messages; null when there are no servers.</summary>
    public string? ExampleUrl { get; init; }

    public bool IsServer => ExampleUrl is not null;

    /// <summary>The only model of the provider, under any name; null when the settings name its models.</summary>
    public string? OnlyModel { get; init; }

    /// <summary>The format of an answer that it guarantees, unless the settings say otherwise.</summary>
    public StructuredOutput Structured { get; init; }

    /// <summary>Why a valid address is none of such a server, to be read after it; null when it is one.</summary>
    public Func<Uri, string?> AddressFault { get; init; } = _ => null;

    /// <summary>The faults of a route's settings: the name of the field, and what to read after it.</summary>
    public Func<ModelRoute, IEnumerable<(string Field, string Fault)>> SettingFaults { get; init; } = _ => [];
}
