namespace Zhiyu.Core.Threads;

/// <summary>Who may see a piece of content: everyone; everyone, folded; an admin only.</summary>
public enum Visibility
{
    Public,
    Gray,
    Quarantine,
}

/// <summary>The review state of a piece of content.</summary>
public enum ReviewState
{
    Pending,
    Approved,
    Rejected,
}
