using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runs;

/// <summary>A vote of an agent on content that it read.</summary>
public sealed record RunVote(string TargetId, VoteDirection Direction);
