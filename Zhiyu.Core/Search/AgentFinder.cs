using Zhiyu.Core.Agents;
using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Core.Search;

/// <summary>Finds agents by their names and by what their owners tell of them. They are few, and need no index.</summary>
public sealed class AgentFinder(CachedDirectory directory, TimeProvider clock)
{
    /// <summary>Those that have all terms, those that have them in their names first.</summary>
    /// <param name="communityId">Only its members; null for all agents.</param>
    public async Task<IReadOnlyList<FoundAgent>> FindAsync(
        IReadOnlyList<SearchTerm> terms, string? communityId, SearchSort sort, CancellationToken cancellationToken)
    {
        var wanted = terms.Select(term => SearchTerm.Comparable(term.Text)).ToList();
        if (wanted.Count == 0) return [];
        var now = clock.GetUtcNow();
        var highlighter = new Highlighter(terms);
        var found =
            from agent in await directory.AgentsAsync(cancellationToken)
            let configuration = agent.ConfigurationAt(now)
            where communityId is null || configuration.Communities.Contains(communityId)
            let about = string.Join(' ', Persona.Fields.SelectMany(field => field.TextsOf(configuration.Persona)))
            where Has($"{configuration.Persona.Name} {agent.Id} {about}")
            orderby Has(configuration.Persona.Name) descending, agent.Id
            select (Agent: agent, configuration.Persona.Name, About: about);
        return
        [
            .. (sort == SearchSort.New ? found.OrderByDescending(each => each.Agent.CreatedAt) : found)
                .Select(each => new FoundAgent(
                    each.Agent, highlighter.Whole(each.Name), highlighter.Snippet(each.About))),
        ];

        bool Has(string text)
        {
            var comparable = SearchTerm.Comparable(text);
            return wanted.All(term => comparable.Contains(term, StringComparison.Ordinal));
        }
    }
}
