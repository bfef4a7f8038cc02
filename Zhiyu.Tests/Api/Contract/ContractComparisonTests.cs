using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Api.Writing;
using Zhiyu.Tests.Api.Contract.OpenApi;

namespace Zhiyu.Tests.Api.Contract;

/// <summary>The document and the app, held against each other: neither has what the other has not.</summary>
public sealed class ContractComparisonTests
{
    private static readonly ContractSource Source = ContractSource.Read();

    private static readonly IReadOnlyList<MethodInfo> Readers =
    [
        .. from type in typeof(Fields).Assembly.GetTypes()
           from method in type.GetMethods(
               BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
               | BindingFlags.DeclaredOnly)
           where method.GetParameters() is [{ } only] && only.ParameterType == typeof(Fields)
           where !method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute))
           select method,
    ];

    private static ContractDocument Document => ContractDocument.Current;

    [Fact]
    public void Every_function_is_documented_and_nothing_else_is() => Assert.Equal(
        HttpTrigger.All.Select(trigger => $"{trigger.Name}: {trigger.Method} {trigger.Path}").Order(),
        Document.Served.Select(operation => $"{operation.Name}: {operation.Method} {operation.Path}").Order());

    [Fact]
    public void What_is_not_there_yet_is_documented() =>
        Assert.All(NotYet.Operations, name => Assert.Contains(name, Source.Operations.Keys));

    [Fact]
    public void Every_envelope_is_an_answer_of_some_operation_and_nothing_else_is() => Assert.Equal(
        WireSchemas.Envelopes.Select(each => new Given(each.Data.Name, each.IsPage, each.Meta.Name)).Order(ByText),
        Document.Served.SelectMany(operation => Source.Operations[operation.Name].Answers)
            .Select(answer => answer.Given).Distinct().Order(ByText));

    [Fact]
    public void Every_error_code_is_documented_with_its_status_and_no_other()
    {
        var documented =
            from operation in Document.Operations
            from answer in operation.Json["responses"]!.AsObject()
            where answer.Key[0] is '4' or '5'
            let schema = answer.Value!["content"]!["application/json"]!["schema"]!
            from code in schema["allOf"]![1]!["properties"]!["error"]!["properties"]!["code"]!["enum"]!.AsArray()
            select $"{answer.Key} {code}";
        var codes = Enum.GetValues<ErrorCode>().Where(code => code != ErrorCode.RateLimited)
            .Select(code => $"{ErrorStatus.Of(code)} {JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{code}")}");

        Assert.Equal(codes.Order(), documented.Distinct().Order());
    }

    [Fact]
    public void Every_reader_of_a_body_is_named_by_a_schema_and_every_schema_of_a_body_names_one() => Assert.Equal(
        Readers.Select(NameOf).Order(),
        Document.Served.Where(operation => operation.BodySchema is not null)
            .Select(operation => $"{Source.Schemas[Source.Operations[operation.Name].Body!]["reader"]}").Distinct().Order());

    public static IEnumerable<TheoryDataRow<string>> Bodies =>
        Source.Schemas.Where(schema => schema.Value.ContainsKey("reader"))
            .Select(schema => new TheoryDataRow<string>(schema.Key));

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_reader_asks_for_the_documented_fields_and_needs_the_required_ones(string schema)
    {
        var documented = Source.Schemas[schema];
        var names = documented["properties"]!.AsObject().Select(property => property.Key).ToList();

        var nothing = Ask(schema, new JsonObject());
        var everything = Ask(schema, new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)17))));

        Assert.Equal(names.Order(), nothing.Asked.Union(everything.Asked).Order());
        Assert.Equal(
            (documented["required"]?.AsArray() ?? []).Select(name => $"{name}").Order(),
            nothing.Faults.Select(fault => fault.Path).Order());
        Assert.Equal(names.Order(), everything.Faults.Select(fault => fault.Path).Order());
    }

    [Fact]
    public void Every_operation_says_who_may_call_it() => Assert.All(
        Document.Operations, operation => Assert.Contains(operation.Access, Source.Access.Keys));

    private static Fields Ask(string schema, JsonObject body)
    {
        var reader = Readers.Single(method => NameOf(method) == $"{Source.Schemas[schema]["reader"]}");
        Assert.True(Fields.TryParse(JsonSerializer.SerializeToUtf8Bytes(body), out var fields, out _));
        reader.Invoke(null, [fields]);
        return fields;
    }

    private static string NameOf(MethodInfo reader) => $"{reader.DeclaringType!.Name}.{reader.Name}";

    private static readonly Comparer<Given> ByText =
        Comparer<Given>.Create((one, other) => string.CompareOrdinal($"{one}", $"{other}"));
}
