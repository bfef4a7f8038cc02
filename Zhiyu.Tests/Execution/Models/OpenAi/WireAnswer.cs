using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.OpenAi;

/// <summary>An entry of <c>wire.yaml</c>, whose head says what each field means.</summary>
internal sealed class WireAnswer
{
    private static readonly System.Text.Encoding Unicode = System.Text.Encoding.Unicode;

    private static readonly Lazy<Dictionary<string, WireAnswer>> Corpus =
        new(() => Load().ToDictionary(answer => answer.Name));

    public string Name { get; set; } = "";
    public string? Body { get; set; }
    public string Head { get; set; } = "\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1700000000";
    public string Choice { get; set; } =
        """{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"是。"}}""";

    public string? Usage { get; set; } = """{"prompt_tokens":21,"completion_tokens":4,"total_tokens":25}""";
    public int Status { get; set; } = StatusCodes.Status200OK;
    public string? Type { get; set; } = "application/json";
    public string Encoding { get; set; } = "";
    public string Before { get; set; } = "";
    public string After { get; set; } = "";
    public Dictionary<string, string> Headers { get; set; } = [];

    public string? Text { get; set; }
    public string Finish { get; set; } = "stop";
    public string? Fault { get; set; }
    public List<string> Says { get; set; } = [];
    public List<string> Never { get; set; } = [];
    public string Tokens { get; set; } = "";
    public double? Wait { get; set; }

    public static IEnumerable<string> Names => Corpus.Value.Keys;

    public static WireAnswer Of(string name) => Corpus.Value[name];

    public override string ToString() => Name;

    public RequestDelegate Answer
    {
        get
        {
            var usage = Usage is null ? "" : $",\"usage\":{Usage}";
            var text = Before + (Body ?? $"{{{Head},\"choices\":[{Choice}]{usage}}}") + After;
            return Encoding == "utf-16"
                ? FakeOpenAiServer.SendsBytes(
                    [.. Unicode.Preamble, .. Unicode.GetBytes(text)], Status, Type, Headers)
                : FakeOpenAiServer.SendsPacked(
                    text, Encoding.Split(',')[0], Type, Status, Headers, isTold: Encoding != "gzip, untold");
        }
    }

    private static List<WireAnswer> Load([CallerFilePath] string here = "") => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<WireAnswer>>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "wire.yaml")));
}
