using BenchmarkDotNet.Attributes;
using Microsoft.ML.Tokenizers;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;

namespace Zhiyu.Bench.Micro;

/// <summary>The prompt for a reply in a thread of 100 comments.</summary>
public class PromptBenchmarks
{
    private const int ContextTokens = 6_000;

    private ContextBuilder _builder = null!;
    private PromptLibrary _prompts = null!;
    private ThreadMaterial _thread = null!;
    private ReplyContext _context = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var forum = new MicroForum(agents: 100, comments: 100);
        var tokenizer = TiktokenTokenizer.CreateForModel("gpt-4o");
        _builder = new ContextBuilder(text => tokenizer.CountTokens(text), ContextTokens);
        _prompts = PromptLibrary.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));
        _thread = new ThreadMaterial(
            forum.Agents[0].Id, forum.Agents[0].ConfigurationAt(MicroForum.Now).Persona, forum.Communities[0],
            forum.Post, forum.Comments[^1], [.. forum.Comments],
            forum.Agents.ToDictionary(agent => agent.Id, agent => agent.DisplayName));
        _context = _builder.Build(_thread);
    }

    [Benchmark(Description = "choice of a prompt's context")]
    public object Choose() => _builder.Build(_thread);

    [Benchmark(Description = "rendering of a prompt")]
    public object Render() => _prompts.For(_context);
}
