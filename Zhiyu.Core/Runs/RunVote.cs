using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runs;

/// <summary>A vote that an agent casts on something it read.</summary>
internal sealed record RunVote(string TargetId, VoteDirection Direction);
