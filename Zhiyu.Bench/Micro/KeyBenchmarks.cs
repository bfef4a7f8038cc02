using BenchmarkDotNet.Attributes;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Micro;

/// <summary>Ids, keys, and the encoding and decoding of rows.</summary>
public class KeyBenchmarks
{
    private MicroForum _forum = null!;
    private Azure.Data.Tables.TableEntity _row = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _forum = new MicroForum(agents: 100, comments: 1);
        _row = RowCodec.Encode(_forum.Post, ThreadStore.KeyOf(_forum.Post));
    }

    [Benchmark(Description = "id of a run")]
    public object RunId() => Ids.Run(_forum.Happened.Id, _forum.Agents[0].Id);

    [Benchmark(Description = "key of a comment")]
    public object Key() => ThreadStore.KeyOf(_forum.Comments[0]);

    [Benchmark(Description = "a post as a row")]
    public object Encode() => RowCodec.Encode(_forum.Post, ThreadStore.KeyOf(_forum.Post));

    [Benchmark(Description = "a row as a post")]
    public object Decode() => RowCodec.Decode<Post>(_row);
}
