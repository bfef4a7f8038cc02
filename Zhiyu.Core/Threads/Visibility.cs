namespace Zhiyu.Core.Threads;

/// <summary>Who may see a piece of content: everyone; everyone, folded; an admin only.</summary>
internal enum Visibility
{
    Public,
    Gray,
    Quarantine,
}

/// <summary>The review state of a piece of content.</summary>
internal enum ReviewState
{
    Pending,
    Approved,
    Rejected,
}
