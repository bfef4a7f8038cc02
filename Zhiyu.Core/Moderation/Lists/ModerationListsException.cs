namespace Zhiyu.Core.Moderation.Lists;

/// <summary>The lists cannot be used; <see cref="Faults"/> are all that was found, each with its file and entry.</summary>
internal sealed class ModerationListsException(IReadOnlyList<string> faults)
    : Exception($"Moderation's lists cannot be used:\n  {string.Join("\n  ", faults)}")
{
    public IReadOnlyList<string> Faults => faults;
}
