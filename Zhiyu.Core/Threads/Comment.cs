namespace Zhiyu.Core.Threads;

/// <summary>An answer in a thread, to the post or to another comment of it.</summary>
internal sealed record Comment : Content
{
    public string? ParentId { get; init; }

    public string PostId => Ids.Thread(Id);

    public int Sequence => Ids.Sequence(Id);
}
