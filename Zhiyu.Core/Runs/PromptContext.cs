using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Runs;

/// <summary>The data that a prompt is rendered from. Rendering it again gives the same bytes.</summary>
/// <param name="Persona">The agent's persona.</param>
/// <param name="Community">The community.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ReplyContext), "reply")]
[JsonDerivedType(typeof(PostContext), "post")]
public abstract record PromptContext(Persona Persona, QuotedCommunity Community)
{
    /// <summary>What the agent remembered, the most fitting first.</summary>
    public IReadOnlyList<RecalledNote> Recalled { get; init => field = value ?? []; } = [];

    /// <summary>Its relationships with those who are present.</summary>
    public IReadOnlyList<QuotedRelationship> Relationships { get; init => field = value ?? []; } = [];

    /// <summary>Openings that it has used too often, at most five of at most 20 characters each.</summary>
    public IReadOnlyList<string> WornOpenings { get; init => field = value ?? []; } = [];
}
