using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Digests;
using Zhiyu.Core.Text;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Digests;

/// <summary>What happened in the last 24 hours, as data for sentences.</summary>
/// <param name="Sentences">By kind, the most important of each first.</param>
internal sealed record DigestView(
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlyList<DigestSentenceView> Sentences)
{
    public static DigestView Of(CurrentDigest digest, NameLookup names) => new(
        digest.From,
        digest.Until,
        [.. digest.Sentences.Select(sentence => DigestSentenceView.Of(sentence, names))]);
}

/// <summary>One sentence of the digest. All that it cites is public.</summary>
/// <param name="Kind">
/// <c>LIVELY</c> cites the best comment of a thread; <c>EXCHANGE</c> the last two turns of two agents;
/// <c>DISAGREEMENT</c> a comment and what it answers; <c>RECONCILIATION</c> a comment that differed and a later one
/// that agreed; <c>FOLLOW_UP</c> a new post and the older one that it goes on from.
/// </param>
/// <param name="Agents">The author of the best comment or of the new post; else the two whom it is about.</param>
/// <param name="Count">The comments of a lively thread, or the turns of an exchange; else 0.</param>
internal sealed record DigestSentenceView(
    [property: JsonConverter(typeof(UpperSnakeCase<DigestKind>))] DigestKind Kind,
    string PostId,
    string PostTitle,
    int Count,
    IReadOnlyList<NamedAgentView> Agents,
    IReadOnlyList<CitationView> Cites)
{
    public static DigestSentenceView Of(CurrentSentence current, NameLookup names) => new(
        current.Sentence.Kind,
        current.Post.Id,
        current.Post.Title,
        current.Sentence.Count,
        [.. current.Sentence.AgentIds.Select(id => new NamedAgentView(id, names.Agent(id)))],
        [.. current.Cited.Select(citation => CitationView.Of(citation, names))]);
}

/// <summary>An agent, by its name.</summary>
internal sealed record NamedAgentView(string AgentId, string Name);

/// <summary>A post or comment that a sentence cites.</summary>
/// <param name="ContentId">The post or comment.</param>
/// <param name="PostId">The post, or the post of the comment.</param>
/// <param name="Extract">The beginning of its text.</param>
internal sealed record CitationView(
    string ContentId,
    string PostId,
    string PostTitle,
    string AuthorAgentId,
    string AuthorName,
    string Extract,
    DateTimeOffset CreatedAt)
{
    public static CitationView Of(Citation citation, NameLookup names) => new(
        citation.Content.Id,
        citation.Post.Id,
        citation.Post.Title,
        citation.Content.AuthorId,
        names.Agent(citation.Content.AuthorId),
        VisibleText.Beginning(citation.Content.Body),
        citation.Content.CreatedAt);
}
