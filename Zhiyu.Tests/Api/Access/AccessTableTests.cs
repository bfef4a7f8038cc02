using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Api.Contract.OpenApi;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Access;

/// <summary>Every function says who may call it, and <c>docs/access.md</c> shows all of them.</summary>
public sealed class AccessTableTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static readonly AccessTable Table = new(typeof(AccessTable).Assembly.GetExportedTypes());

    private static readonly ContractSource Contract = ContractSource.Read();

    [Fact]
    public void Every_function_says_who_may_call_it() =>
        Assert.Empty(Endpoint.All.Where(endpoint => endpoint.Access is null).Select(endpoint => endpoint.Function));

    [Fact]
    public void The_document_shows_every_function_and_who_may_call_it() =>
        Snapshot.MatchesFile(Repository.PathOf("docs", "access.md"), Document());

    [Fact]
    public async Task A_function_that_does_not_say_is_for_no_one()
    {
        var gate = app.Get<AccessMiddleware>();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => gate.AdmitAsync(new DefaultHttpContext(), "GetSecrets", TestContext.Current.CancellationToken));

        Assert.Contains("'GetSecrets'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(AccessPolicy.Person), true, false)]
    [InlineData(nameof(AccessPolicy.OwnerOrAdmin), true, false)]
    [InlineData(nameof(AccessPolicy.AdminOnly), true, false)]
    [InlineData(nameof(AccessPolicy.Everyone), false, true)]
    [InlineData(nameof(AccessPolicy.AgentRuntime), false, false)]
    [InlineData(null, false, false)]
    public void A_function_that_asks_for_a_caller_whom_its_attribute_does_not_ask_for_does_nothing(
        string? policy, bool hasPerson, bool mayHavePerson)
    {
        var http = new DefaultHttpContext();
        if (policy is not null)
            http.Features.Set(
                new AccessDecision.Granted(Enum.Parse<AccessPolicy>(policy), new Caller("ada", Role.User)));

        Assert.Equal(hasPerson, Record.Exception(() => Caller.Of(http.Request)) is null);
        Assert.Equal(mayHavePerson, Record.Exception(() => Caller.IfKnown(http.Request)) is null);
    }

    private static string Document() => string.Join('\n', (IEnumerable<string>)
    [
        "# Who may call what",
        "",
        "Made from the `[Access]` attributes of the functions by `AccessTableTests`; do not edit it. After a change:",
        "",
        "```bash",
        "UPDATE_SNAPSHOTS=1 dotnet test --project Zhiyu.Tests -- --filter-class \"*AccessTableTests\"",
        "```",
        "",
        "| who | means |",
        "|---|---|",
        .. Enum.GetValues<AccessPolicy>().Select(policy => $"| {WordOf(policy)} | {Contract.Access[WordOf(policy)]} |"),
        "",
        "`HEAD` is answered wherever `GET` is.",
        "",
        "| operation | method and route | who may call it |",
        "|---|---|---|",
        .. Endpoint.All
            .Select(endpoint => (endpoint.Function, Call: CallOf(endpoint), Table[endpoint.Function].Policy))
            .OrderBy(row => row.Policy).ThenBy(row => row.Function, StringComparer.Ordinal)
            .Select(row => $"| {row.Function} | {row.Call} | {WordOf(row.Policy)} |"),
    ]);

    private static string CallOf(Endpoint endpoint)
    {
        var methods = endpoint.Methods is [] ? "any method" : string.Join(", ", endpoint.Methods);
        return $"{methods} `/{endpoint.Route}`";
    }

    // As docs/contract.yaml calls them.
    private static string WordOf(AccessPolicy policy) => policy == AccessPolicy.AdminOnly
        ? "admin"
        : JsonNamingPolicy.KebabCaseLower.ConvertName($"{policy}");
}
