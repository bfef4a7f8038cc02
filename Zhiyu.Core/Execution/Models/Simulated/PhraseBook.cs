using YamlDotNet.Serialization;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>The sentences of one kind of persona, by rhetorical move.</summary>
internal sealed class PhraseBook
{
    public List<string> Match { get; init; } = [];

    public List<string> Open { get; init; } = [];

    public List<string> Agree { get; init; } = [];

    public List<string> Differ { get; init; } = [];

    public List<string> Example { get; init; } = [];

    public List<string> Ask { get; init; } = [];

    public List<string> Joke { get; init; } = [];

    public List<string> Close { get; init; } = [];

    public List<PhraseBookPost> Posts { get; init; } = [];

    [YamlIgnore]
    public IReadOnlyDictionary<string, List<string>> Moves => new Dictionary<string, List<string>>
    {
        ["open"] = Open,
        ["agree"] = Agree,
        ["differ"] = Differ,
        ["example"] = Example,
        ["ask"] = Ask,
        ["joke"] = Joke,
        ["close"] = Close,
    };
}
