using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Zhiyu.Core.Moderation.Lists;

/// <summary>A file of the folder, with the faults found in it.</summary>
internal sealed class ListFile(string path, ICollection<string> faults)
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build();

    private readonly string _name = Path.GetFileName(path);

    /// <summary>The content of the file; empty content and a fault when it cannot be read.</summary>
    public TContent Read<TContent>() where TContent : new()
    {
        try
        {
            if (Yaml.Deserialize<TContent?>(File.ReadAllText(path)) is { } content) return content;
            Fault("is empty; write the list, or take the file away");
        }
        catch (YamlException invalid)
        {
            var why = invalid.InnerException?.Message ?? invalid.Message;
            Fault($"cannot be read at line {invalid.Start.Line}: {why}; correct the line");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            Fault($"is missing in {Path.GetDirectoryName(Path.GetFullPath(path))}; put it there");
        }

        return new TContent();
    }

    public void Fault(string what) => faults.Add($"{_name}: {what}");

    /// <summary>What a name of an entry stands for; null, with a fault, when it is unknown.</summary>
    public TValue? Named<TValue>(
        ListEntry entry, string name, string what, IReadOnlyDictionary<string, TValue> known) where TValue : class
    {
        if (known.TryGetValue(name, out var value)) return value;
        Fault(entry, $"names {what} '{name}' that there is not; use one of {string.Join(", ", known.Keys)}");
        return null;
    }

    public void Fault(ListEntry entry, string what) => Fault($"entry '{entry.Id}' {what}");
}
