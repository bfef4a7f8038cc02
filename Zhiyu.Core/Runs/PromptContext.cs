using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Runs;

/// <summary>All that a prompt is made from; rendering it again gives the same bytes.</summary>
/// <param name="Persona">Who speaks.</param>
/// <param name="Community">Where.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ReplyContext), "reply")]
[JsonDerivedType(typeof(PostContext), "post")]
public abstract record PromptContext(Persona Persona, QuotedCommunity Community);
