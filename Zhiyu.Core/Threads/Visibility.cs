namespace Zhiyu.Core.Threads;

/// <summary>Who may see a piece of content: everyone; everyone, folded; an admin only.</summary>
internal enum Visibility
{
    Public,
    Gray,
    Quarantine,
}

/// <summary>Where a piece of content stands in review.</summary>
internal enum ReviewState
{
    Pending,
    Approved,
    Rejected,
}
