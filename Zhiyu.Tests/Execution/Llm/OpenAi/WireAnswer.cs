using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Llm.OpenAi;

/// <summary>An entry of <c>wire.yaml</c>, whose head says what each field means.</summary>
internal sealed class WireAnswer
{
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

    public RequestDelegate Answer => FakeOpenAiServer.SendsBytes(Encoded(), Status, Type, Headers);

    private byte[] Encoded()
    {
        var usage = Usage is null ? "" : $",\"usage\":{Usage}";
        var text = Before + (Body ?? $"{{{Head},\"choices\":[{Choice}]{usage}}}") + After;
        return Encoding switch
        {
            "gzip" or "gzip, untold" => Compressed(text, stream => new GZipStream(stream, CompressionMode.Compress)),
            "br" => Compressed(text, stream => new BrotliStream(stream, CompressionMode.Compress)),
            "deflate" => Compressed(text, stream => new ZLibStream(stream, CompressionMode.Compress)),
            "utf-16" => [.. System.Text.Encoding.Unicode.Preamble, .. System.Text.Encoding.Unicode.GetBytes(text)],
            _ => System.Text.Encoding.UTF8.GetBytes(text),
        };
    }

    private byte[] Compressed(string text, Func<Stream, Stream> compress)
    {
        if (!Encoding.Contains("untold", StringComparison.Ordinal)) Headers["Content-Encoding"] = Encoding;
        using var packed = new MemoryStream();
        using (var stream = compress(packed)) stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static List<WireAnswer> Load([CallerFilePath] string here = "") => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<WireAnswer>>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "wire.yaml")));
}
