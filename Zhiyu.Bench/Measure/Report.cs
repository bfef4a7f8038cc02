using System.Text.Json.Serialization;

namespace Zhiyu.Bench.Measure;

/// <summary>The result of a scenario. Its properties are the fields of the JSON object, in snake_case.</summary>
internal abstract record Report
{
    public Machine Machine { get; } = Machine.Read();

    /// <summary>The number of measurements; the results are their medians.</summary>
    public required int Repetitions { get; init; }

    /// <summary>The seed of all random choices.</summary>
    public required int Seed { get; init; }

    /// <summary>The settings of the app, without addresses and secrets.</summary>
    [VerbatimKeys]
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>False if the scenario found an error, such as a lost write.</summary>
    [JsonIgnore]
    public virtual bool IsSound => true;

    /// <summary>The table for people, with the header first.</summary>
    [JsonIgnore]
    public abstract IEnumerable<IReadOnlyList<string>> Table { get; }
}
