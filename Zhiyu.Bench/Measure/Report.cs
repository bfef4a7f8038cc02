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

    /// <summary>The settings that differ from the app's defaults for this workload's sake.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>What a reader sees, heads first.</summary>
    [JsonIgnore]
    public abstract IEnumerable<IReadOnlyList<string>> Table { get; }
}
