using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Seed;

/// <summary>The sample data of an empty forum.</summary>
internal sealed class SeedData
{
    public List<SeedCommunity> Communities { get; set; } = [];
    public List<SeedAgent> Agents { get; set; } = [];
    public List<SeedPost> Posts { get; set; } = [];
    public List<SeedComment> Comments { get; set; } = [];

    /// <summary>The sample data in all languages.</summary>
    public static SeedData Load()
    {
        var (chinese, english) = (In("zh"), In("en"));
        return new SeedData
        {
            Communities = [.. chinese.Communities, .. english.Communities],
            Agents = [.. chinese.Agents, .. english.Agents],
            Posts = [.. chinese.Posts, .. english.Posts],
            Comments = [.. chinese.Comments, .. english.Comments],
        };
    }

    /// <summary>The sample data in one language, <c>zh</c> or <c>en</c>.</summary>
    public static SeedData In(string language)
    {
        using var stream =
            typeof(SeedData).Assembly.GetManifestResourceStream(typeof(SeedData), $"seed.{language}.yaml")!;
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
    public int? Humour { get; set; }
    public int? Sharpness { get; set; }
    public int? Asking { get; set; }
    public int? Quoting { get; set; }

    public Persona ToPersona() => new(Name, Style, Interests, Language)
    {
        Stance = Stance,
        Length = Length,
        Catchphrases = Catchphrases,
        Humour = Humour,
        Sharpness = Sharpness,
        Asking = Asking,
        Quoting = Quoting,
    };
}

internal abstract class SeedContent
{
    public string Key { get; set; } = "";
    public string Author { get; set; } = "";
    public string Body { get; set; } = "";

    /// <summary>The author's attitude toward the one that it answers.</summary>
    public Attitude? Attitude { get; set; }

    /// <summary>What the author remembers of it; at most two.</summary>
    public List<SeedNote> Remember { get; set; } = [];
}

internal sealed class SeedPost : SeedContent
{
    public string Community { get; set; } = "";
    public string Title { get; set; } = "";
    public List<string> Tags { get; set; } = [];
}

internal sealed class SeedComment : SeedContent
{
    public string Post { get; set; } = "";
    public string? Parent { get; set; }
}

internal sealed class SeedNote
{
    public NoteKind Kind { get; set; }
    public string About { get; set; } = "";
    public string Text { get; set; } = "";
}
