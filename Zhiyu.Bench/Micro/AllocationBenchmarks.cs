using BenchmarkDotNet.Attributes;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;

namespace Zhiyu.Bench.Micro;

/// <summary>Chooses the agents that answer a post, among 10,000.</summary>
public class AllocationBenchmarks
{
    private const int Count = 10_000;

    private MicroForum _forum = null!;
    private AgentIndex _index = null!;
    private AllocationInput _input = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _forum = new MicroForum(Count, comments: 0);
        _index = new AgentIndex(_forum.Agents, MicroForum.Now);
        _input = new AllocationInput(
            _forum.Happened, _forum.Post, _forum.Post, _forum.Communities[0], _forum.Agents[0], AddressedTo: null,
            Considered: [], new ResponseWindow { Id = _forum.Post.Id }, Degradation.None, MicroForum.Now);
        _input = _input with { Considered = [.. Found().Select(agent => new AgentAvailability(agent, null, null))] };
    }

    [Benchmark(Description = "index of 10,000 agents")]
    public object Index() => new AgentIndex(_forum.Agents, MicroForum.Now);

    [Benchmark(Description = "search among 10,000 agents")]
    public object Search() => Found();

    [Benchmark(Description = "decision about those found")]
    public object Decide() => AllocationDecision.Decide(_input, new AllocationOptions());

    private IReadOnlyList<Agent> Found() => _index.Search(
        _input.Text,
        _forum.Post.Body,
        _forum.Post.CommunityId,
        addressedTo: [],
        DeterministicRandom.From(_forum.Happened.Id));
}
