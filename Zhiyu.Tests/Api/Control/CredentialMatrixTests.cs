using System.Globalization;
using System.Text;
using Zhiyu.Core.Api.Writing;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Control;

/// <summary>Every endpoint for people, and one for agents, with every kind of credential.</summary>
public sealed class CredentialMatrixTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private static readonly Run Run = Some.Run(Ids.NewThread(Some.Time, Some.Random()), "ada");

    private static readonly Dictionary<string, (string Method, string Path)> Endpoints = new()
    {
        ["run"] = ("GET", $"/v1/runs/{Run.Id}"),
        ["no-run"] = ("GET", $"/v1/runs/{Ids.Run(Ids.Event(Run.ThreadId, "none"), "ada")}"),
        ["odd-run"] = ("GET", "/v1/runs/~"),
        ["runs"] = ("GET", "/v1/agents/ada/runs"),
        ["no-agent"] = ("GET", "/v1/agents/nobody/runs"),
        ["odd-agent"] = ("GET", "/v1/agents/~/runs"),
        ["poison"] = ("GET", "/v1/admin/poison"),
        ["redrive"] = ("POST", "/v1/admin/poison/redrive"),
        ["stats"] = ("GET", "/v1/admin/runtime/stats"),
        ["decision"] = ("GET", $"/v1/events/{Run.EventId}/allocation"),
        ["write"] = ("POST", "/v1/posts"), // the data plane; 400, since its body is empty
    };

    private const string Matrix = """
        credential      run  no-run  odd-run  runs  no-agent  odd-agent  poison  redrive  stats  decision  write
        none            401  401     401      401   401       401        401     401      401    401       401
        garbage         401  401     401      401   401       401        401     401      401    401       401
        expired         401  401     401      401   401       401        401     401      401    401       401
        early           401  401     401      401   401       401        401     401      401    401       401
        alg-none        401  401     401      401   401       401        401     401      401    401       401
        wrong-key       401  401     401      401   401       401        401     401      401    401       401
        wrong-audience  401  401     401      401   401       401        401     401      401    401       401
        wrong-issuer    401  401     401      401   401       401        401     401      401    401       401
        no-sub          401  401     401      401   401       401        401     401      401    401       401
        no-role         403  403     403      403   403       403        403     403      403    403       401
        stranger        403  403     403      403   403       403        403     403      403    403       401
        owner           200  403     403      200   403       403        403     403      403    403       401
        admin           200  404     404      200   404       404        200     200      200    404       401
        service-token   401  401     401      401   401       401        401     401      401    401       400
        """;

    public static IEnumerable<TheoryDataRow<string, string, int>> Cells
    {
        get
        {
            var lines = Matrix.Split('\n')
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .ToList();
            return from line in lines.Skip(1)
                   from column in Enumerable.Range(1, Endpoints.Count)
                   let status = int.Parse(line[column], CultureInfo.InvariantCulture)
                   select new TheoryDataRow<string, string, int>(line[0], lines[0][column], status);
        }
    }

    public async ValueTask InitializeAsync()
    {
        // The first test of the class finds none; the others conflict.
        await app.Get<IThreadStore>().CommitAsync(
            new ThreadTransaction(Run.ThreadId).Add(Run), TestContext.Current.CancellationToken);
        await app.Get<IAgentRuns>().AddAsync(AgentRun.Of(Run), TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Exactly_the_allowed_pairs_succeed(string credential, string endpoint, int status)
    {
        var (method, path) = Endpoints[endpoint];
        var body = method == "POST" ? "{}" : "";
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (credential == "service-token")
            request.Headers.Add(ServiceToken.Header, ApiCalls.SignedToken(Encoding.UTF8.GetBytes(body)));
        else if (Bearer(credential) is { } token)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");

        var reply = await app.SendAsync(request);

        Assert.True(status == reply.Status, $"{reply.Status} instead of {status}: {reply.Text}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Bearer(string credential) => credential switch
    {
        "none" => null,
        "garbage" => "garbage",
        "expired" => People.Token(endsIn: TimeSpan.FromSeconds(-31)),
        "early" => People.Token(beginsIn: TimeSpan.FromSeconds(40)),
        "alg-none" => People.Rewritten(People.Token(), """{"alg":"none","typ":"JWT"}"""),
        "wrong-key" => People.Token(signing: People.With("another key, which is as long as it has to be")),
        "wrong-audience" => People.Token(audience: "another"),
        "wrong-issuer" => People.Token(issuer: "another"),
        "no-sub" => People.Token(sub: null),
        "no-role" => People.Token(role: "superadmin"),
        "stranger" => People.Token("stranger", "user"),
        "owner" => People.Token("owner", "user"),
        "admin" => People.Token(),
        _ => throw new ArgumentOutOfRangeException(nameof(credential), credential, "An unknown credential."),
    };
}
