using System.Text.Json.Serialization;

namespace Zhiyu.Bench.Measure;

/// <summary>What a scenario found. Its properties are the fields of the JSON object, in snake_case.</summary>
internal abstract record Report
{
    public Machine Machine { get; } = Machine.Read();

    /// <summary>How often it was measured; figures are the medians.</summary>
    public required int Repetitions { get; init; }

    /// <summary>Of everything random; the same makes the same choices.</summary>
    public required int Seed { get; init; }

    /// <summary>The settings that the app was given, but for addresses and secrets.</summary>
    [VerbatimKeys]
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>False where something was found that must not be, such as a write that was lost.</summary>
    [JsonIgnore]
    public virtual bool IsSound => true;

    /// <summary>What a reader sees, heads first.</summary>
    [JsonIgnore]
    public abstract IEnumerable<IReadOnlyList<string>> Table { get; }
}
