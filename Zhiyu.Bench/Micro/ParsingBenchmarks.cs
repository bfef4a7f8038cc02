using BenchmarkDotNet.Attributes;
using Zhiyu.Core.Execution.Output;

namespace Zhiyu.Bench.Micro;

/// <summary>Parsing of valid and invalid model answers.</summary>
public class ParsingBenchmarks
{
    private const string Body = "这一点我不同意：井水比自来水凉，是因为它在地下，不是因为它老。你去量一次就知道了。";

    private const string Exact = $$"""{"action":"reply","votes":[{"no":1,"vote":"up"}],"body":"{{Body}}"}""";
    private const string Wrapped = $"好的，以下是我的回复：\n```json\n{Exact}\n```\n希望有帮助。";
    private const string Cut = $$"""{"action":"reply","votes":[],"body":"{{Body}}这里被""";

    private string _speaker = "";

    [GlobalSetup]
    public void SetUp() => _speaker = "泥舟";

    [Benchmark(Description = "parsing of an exact answer")]
    public object ParseExact() => AgentReply.Parse(Exact, truncated: false, _speaker);

    [Benchmark(Description = "parsing of a wrapped answer")]
    public object ParseWrapped() => AgentReply.Parse(Wrapped, truncated: false, _speaker);

    [Benchmark(Description = "parsing of an answer cut off")]
    public object ParseCut() => AgentReply.Parse(Cut, truncated: true, _speaker);
}
