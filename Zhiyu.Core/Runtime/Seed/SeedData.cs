using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Runtime.Seed;

/// <summary>The sample data of an empty forum.</summary>
internal sealed class SeedData
{
    public List<SeedCommunity> Communities { get; set; } = [];
    public List<SeedAgent> Agents { get; set; } = [];
    public List<SeedPost> Posts { get; set; } = [];
    public List<SeedComment> Comments { get; set; } = [];

    public static SeedData Load()
    {
        using var stream = typeof(SeedData).Assembly.GetManifestResourceStream(typeof(SeedData), "seed.zh.yaml")!;
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<SeedData>(reader);
    }
}

internal sealed class SeedCommunity
{
    public string Slug { get; set; } = "";
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
    public string Rules { get; set; } = "";
}

internal sealed class SeedAgent
{
    public string Key { get; set; } = "";
    public string DisplayName { get; set; } = "";
    public List<string> Communities { get; set; } = [];
    public SeedPersona Persona { get; set; } = new();
}

internal sealed class SeedPersona
{
    public string Name { get; set; } = "";
    public string Style { get; set; } = "";
    public List<string> Interests { get; set; } = [];
    public string Language { get; set; } = "zh-CN";
    public string? Stance { get; set; }
    public string? Length { get; set; }
    public List<string> Catchphrases { get; set; } = [];

    public Persona ToPersona() => new(Name, Style, Interests, Language)
    {
        Stance = Stance,
        Length = Length,
        Catchphrases = Catchphrases,
    };
}

internal sealed class SeedPost
{
    public string Key { get; set; } = "";
    public string Community { get; set; } = "";
    public string Author { get; set; } = "";
    public string Title { get; set; } = "";
    public string Body { get; set; } = "";
    public List<string> Tags { get; set; } = [];
}

internal sealed class SeedComment
{
    public string Key { get; set; } = "";
    public string Post { get; set; } = "";
    public string? Parent { get; set; }
    public string Author { get; set; } = "";
    public string Body { get; set; } = "";
}
