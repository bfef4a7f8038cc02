namespace Zhiyu.Core.Threads;

/// <summary>A comment on a post or on another comment of the same thread.</summary>
public sealed record Comment : Content
{
    public string? ParentId { get; init; }

    public string PostId => Ids.Thread(Id);

    public int Sequence => Ids.Sequence(Id);
}
