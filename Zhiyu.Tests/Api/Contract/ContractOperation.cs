using System.Globalization;
using System.Text.Json.Nodes;

namespace Zhiyu.Tests.Api.Contract;

/// <summary>One operation of <c>docs/openapi.json</c>.</summary>
/// <param name="Name">Of the function that answers.</param>
/// <param name="Path">As a template: <c>/v1/posts/{id}</c>.</param>
/// <param name="Access">Who may call it, by a word of <c>docs/contract.yaml</c>.</param>
/// <param name="Json">All that is said of it, references resolved.</param>
internal sealed record ContractOperation(string Name, string Method, string Path, string Access, JsonObject Json)
{
    public JsonObject? BodySchema => Json["requestBody"]?["content"]?["application/json"]?["schema"]?.AsObject();

    public bool IsBodyRequired => Json["requestBody"]?["required"]?.GetValue<bool>() ?? false;

    public IReadOnlyList<string> QueryNames => ParametersIn("query");

    public bool HasId => ParametersIn("path").Count > 0;

    public IReadOnlyList<int> Statuses =>
        [.. Json["responses"]!.AsObject().Select(answer => int.Parse(answer.Key, CultureInfo.InvariantCulture))];

    public override string ToString() => Name;

    private IReadOnlyList<string> ParametersIn(string place) =>
    [
        .. from parameter in Json["parameters"]?.AsArray() ?? []
           where parameter!["in"]!.GetValue<string>() == place
           select parameter["name"]!.GetValue<string>(),
    ];
}
