using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Zhiyu.Tests.Api.Contract.OpenApi;

/// <summary>What the comments in the code say of a type or a property.</summary>
internal sealed partial class CodeComments
{
    private readonly Dictionary<string, XElement> _members;

    public CodeComments(params Assembly[] assemblies) => _members = assemblies
        .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
        // What generators write stands in both.
        .DistinctBy(member => member.Attribute("name")!.Value)
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public string? Of(Type type) => Summary($"T:{NameOf(type)}");

    public string? Of(MemberInfo property) => Summary($"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private string? Summary(string name) =>
        _members.TryGetValue(name, out var member) && member.Element("summary") is { } summary
            ? Blanks.Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim()
            : null;

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.', ':')[^1],
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks { get; }
}
