using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Api.Writing;

/// <summary>What votes and reports are about.</summary>
internal enum TargetType
{
    Post,
    Comment,
}

internal static class Target
{
    public static TargetType TypeOf(string targetId) =>
        Ids.IsThread(targetId) ? TargetType.Post : TargetType.Comment;

    /// <summary>Reads <c>target_type</c> and <c>target_id</c>, which have to go together.</summary>
    public static string TargetId(this Fields fields) => fields.Choice<TargetType>("target_type") switch
    {
        TargetType.Post => fields.Id("target_id", "post", Ids.IsThread),
        TargetType.Comment => fields.Id("target_id", "comment", Ids.IsComment),
        _ => fields.Id("target_id", "post or comment", id => Ids.IsThread(id) || Ids.IsComment(id)),
    };
}
