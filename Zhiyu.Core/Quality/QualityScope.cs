namespace Zhiyu.Core.Quality;

/// <summary>Whose quality is measured: the forum's, a community's or an agent's.</summary>
/// <param name="Partition">The partition of its rows.</param>
public sealed record QualityScope(string Partition)
{
    public static readonly QualityScope Forum = new("forum");

    public static QualityScope OfCommunity(string id) => new($"community:{id}");

    public static QualityScope OfAgent(string id) => new($"agent:{id}");
}
