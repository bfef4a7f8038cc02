using System.Text;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>A JSON object of which each value can be any text, and each name can be there more than once.</summary>
internal sealed record RawBody(IReadOnlyList<(string Name, string Json)> Fields)
{
    public string Text => $"{{{string.Join(',', Fields.Select(each => $"\"{each.Name}\":{each.Json}"))}}}";

    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    public RawBody With(string name, string json) => new(
        Fields.Any(field => field.Name == name)
            ? [.. Fields.Select(field => field.Name == name ? (name, json) : field)]
            : [.. Fields, (name, json)]);

    public RawBody Without(string name) => new([.. Fields.Where(field => field.Name != name)]);

    public RawBody Plus(string name, string json) => new([.. Fields, (name, json)]);
}
