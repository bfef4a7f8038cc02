using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;
using Zhiyu.Tests.Api.Contract.Fuzz;
using Zhiyu.Tests.Api.Contract.OpenApi;

namespace Zhiyu.Tests.Api.Contract;

/// <summary>The document and the app, held against each other: neither has what the other has not.</summary>
public sealed class ContractComparisonTests(FuzzApp app) : IClassFixture<FuzzApp>
{
    private static readonly ContractSource Source = ContractSource.Read();

    private static ContractDocument Document => ContractDocument.Current;

    // Where one of several is enough, the first is asked for.
    private static JsonArray Needed(JsonNode schema) =>
        (schema["required"] ?? schema["anyOf"]?[0]?["required"])?.AsArray() ?? [];

    [Fact]
    public void Every_function_is_documented_and_nothing_else_is() => Assert.Equal(
        HttpTrigger.All.Select(trigger => $"{trigger.Name}: {trigger.Method} {trigger.Path}").Order(),
        Document.Served.Select(operation => $"{operation.Name}: {operation.Method} {operation.Path}").Order());

    [Fact]
    public void What_is_not_there_yet_is_documented() =>
        Assert.All(NotYet.Operations, name => Assert.Contains(name, Source.Operations.Keys));

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
        var codes = Enum.GetValues<ErrorCode>()
            .Select(code => $"{ErrorStatus.Of(code)} {JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{code}")}");

        Assert.Equal(codes.Order(), documented.Distinct().Order());
    }

    public static IEnumerable<TheoryDataRow<string>> Bodies =>
        Document.Served.Where(operation => operation.BodySchema is not null)
            .Select(operation => new TheoryDataRow<string>(operation.Name));

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_fields_that_are_asked_for_are_documented_and_the_needed_ones_are_required(string name)
    {
        var operation = Document[name];
        var good = app.Forum.Good(operation);
        var schema = operation.BodySchema!;

        var nothing = await app.ObserveAsync(good with { Body = "{}"u8.ToArray() });
        var everything = await app.ObserveAsync(good);

        Assert.Equal(Document.FieldsOf(schema).Distinct().Order(), nothing.Asked.Union(everything.Asked).Order());
        Assert.Equal(
            Needed(Document.Resolved(schema)).Select(field => $"{field}").Order(),
            nothing.Reply.Status == 400 ? nothing.Reply.FaultyFields.Order() : []);
    }

    [Fact]
    public void Every_operation_says_who_may_call_it_as_its_function_does()
    {
        Assert.Equal(
            Endpoint.All.Where(endpoint => endpoint.Route.StartsWith("v1/", StringComparison.Ordinal)
                    && !endpoint.Route.Contains("{*", StringComparison.Ordinal))
                .Select(endpoint => $"{endpoint.Function}: {WordOf(endpoint.Access!.Policy)}").Order(),
            Document.Operations.Select(operation => $"{operation.Name}: {operation.Access}").Order());
        Assert.Equal(Enum.GetValues<AccessPolicy>().Select(WordOf).Order(), Source.Access.Keys.Order());
    }

    private static string WordOf(AccessPolicy policy) => policy == AccessPolicy.AdminOnly
        ? "admin"
        : JsonNamingPolicy.KebabCaseLower.ConvertName($"{policy}");
}
