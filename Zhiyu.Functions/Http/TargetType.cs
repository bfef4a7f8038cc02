using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Http;

/// <summary>What votes and reports are about.</summary>
internal enum TargetType
{
    Post,
    Comment,
}

internal static class TargetTypes
{
    public static TargetType Of(string targetId) => Ids.IsThread(targetId) ? TargetType.Post : TargetType.Comment;
}
