using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Contract.Examples;

/// <summary>What <c>docs/api.md</c> shows is what happens.</summary>
public sealed partial class ApiExampleTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_operation_has_an_example() => Assert.Equal(
        ContractDocument.Current.Operations.Select(operation => operation.Name).Order(),
        ApiExample.ReadAll().Select(example => example.Operation.Name).Distinct().Order());

    [Fact]
    public async Task Every_example_in_its_turn_is_answered_as_it_says()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), new()
        {
            ["ZHIYU_ENVIRONMENT"] = "Development",
            ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
            ["JWT_SECRET"] = ApiApp.JwtSecret,
            ["LLM_PROVIDER"] = "simulated",
            ["LLM_SIMULATED_MIN_MS"] = "0",
            ["LLM_SIMULATED_MAX_MS"] = "1",
            ["LLM_SIMULATED_DECLINE_RATE"] = "0",
            ["RUNTIME_POST_MAX_PER_DAY"] = "50",
            ["AzureWebJobs.RuntimeLoop.Disabled"] = "true",
        });
        var json = new ExampleJson([]);
        var faults = new List<string>();
        foreach (var example in ApiExample.ReadAll())
        {
            if (NotYet.Operations.Contains(example.Operation.Name)) continue;
            var reply = await SendAsync(app.Client, example, json);
            faults.AddRange(FaultsOf(example, reply, json)
                .Select(fault => $"line {example.Line}: {example.Method} {example.Target}: {fault}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task The_worked_signature_and_the_script_for_it_are_right()
    {
        var text = await File.ReadAllTextAsync(ApiExample.File, Token);
        string Given(string name) => Regex.Match(text, $"^{name} +(.+)$", RegexOptions.Multiline).Groups[1].Value;
        var body = Encoding.UTF8.GetBytes(Given("body"));
        var time = long.Parse(Given("unix_ms"), System.Globalization.CultureInfo.InvariantCulture);

        var signature = ServiceToken.Sign(Given("secret"), "agent-runtime", time, Given("nonce"), body);

        Assert.Equal($"agent-runtime:{Given("unix_ms")}:{Given("nonce")}:{signature}", Given("header"));
        Assert.Equal(Given("header"), await RunAsync(
            $"{Script.Match(text).Groups[1].Value}\nconsole.log(serviceToken('{Given("secret")}', '{Given("body")}', "
            + $"{Given("unix_ms")}, '{Given("nonce")}'))"));
    }

    private static async Task<ApiReply> SendAsync(HttpClient client, ApiExample example, ExampleJson json)
    {
        var body = example.Body is null ? null : Encoding.UTF8.GetBytes(json.Filled(example.Body));
        using var request = new HttpRequestMessage(new HttpMethod(example.Method), json.Filled(example.Target));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        foreach (var (name, value) in example.Headers)
            request.Headers.TryAddWithoutValidation(name, json.Filled(value)
                .Replace("$SIGNED", ApiCalls.SignedToken(body ?? []), StringComparison.Ordinal)
                .Replace("$ADMIN", People.Token(), StringComparison.Ordinal)
                .Replace("$OWNER", People.Token("ming", "user"), StringComparison.Ordinal));
        using var response = await client.SendAsync(request, Token);
        return await ApiReply.OfAsync(response);
    }

    private static IEnumerable<string> FaultsOf(ApiExample example, ApiReply reply, ExampleJson json)
    {
        if (reply.Status != example.Status)
        {
            yield return $"{reply.Status} {reply.Text}";
            yield break;
        }

        if (ContractSchemas.FaultOf(example.Operation, reply) is { } undocumented) yield return undocumented;
        foreach (var (name, value) in example.AnswerHeaders)
        {
            var actual = reply.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
            if (!json.IsText(value, actual)) yield return $"{name} is '{actual}', not '{value}'";
        }

        if (example.Answer is null) yield break;
        foreach (var fault in json.FaultsOf(example.Answer, reply.Text)) yield return fault;
    }

    private static async Task<string> RunAsync(string script)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", script])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await node.StandardOutput.ReadToEndAsync(Token);
        await node.WaitForExitAsync(Token);
        return output.Trim();
    }

    [GeneratedRegex("```js\n(.+?)\n```", RegexOptions.Singleline)]
    private static partial Regex Script { get; }
}
