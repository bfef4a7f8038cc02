using BenchmarkDotNet.Attributes;
using Zhiyu.Core.Moderation.Rules;

namespace Zhiyu.Bench.Micro;

/// <summary>Moderation with our own lists, of a harmless reply and of the longest post.</summary>
public class ModerationBenchmarks
{
    private const int LongestPost = 50_000;

    private RuleSet _rules = null!;
    private string _reply = "";
    private string _post = "";

    [GlobalSetup]
    public void SetUp()
    {
        _rules = RuleSet.Load(Path.Combine(AppContext.BaseDirectory, "moderation"));
        var forum = new MicroForum(agents: 100, comments: 1_000);
        _reply = forum.Comments[0].Body;
        _post = string.Join('\n', forum.Comments.Select(comment => comment.Body));
        _post = _post[..Math.Min(_post.Length, LongestPost)];
    }

    [Benchmark(Description = "moderation of a reply")]
    public object AssessReply() => _rules.Assess(_reply);

    [Benchmark(Description = "moderation of the longest post")]
    public object AssessPost() => _rules.Assess(_post);
}
