namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>The sentences of one kind of persona, by rhetorical move.</summary>
internal sealed class PhraseBook
{
    /// <summary>Words of a persona that this book fits.</summary>
    public List<string> Match { get; init; } = [];

    public Dictionary<string, List<string>> Moves { get; init; } = [];

    /// <summary>Word lists for the <c>{slots}</c> of its sentences.</summary>
    public Dictionary<string, List<string>> Words { get; init; } = [];

    public List<PhraseBookPost> Posts { get; init; } = [];
}
