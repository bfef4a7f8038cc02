using System.Globalization;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Control;

/// <summary>Every endpoint for people, and one for agents, with every kind of credential.</summary>
public sealed class CredentialMatrixTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private static readonly Run Run = Some.Run(Ids.NewThread(Some.Time, Some.Random()), "ada");

    private const string Matrix = """
        endpoint                        none garbage expired early alg-none wrong-key wrong-audience wrong-issuer no-sub no-role stranger owner admin service-token
        GET  /v1/runs/{run}             401  401     401     401   401      401       401            401          401    403     403      200   200   401
        GET  /v1/runs/{no-run}          401  401     401     401   401      401       401            401          401    403     403      403   404   401
        GET  /v1/runs/garbage           401  401     401     401   401      401       401            401          401    403     403      403   404   401
        GET  /v1/agents/ada/runs        401  401     401     401   401      401       401            401          401    403     403      200   200   401
        GET  /v1/agents/nobody/runs     401  401     401     401   401      401       401            401          401    403     403      403   404   401
        GET  /v1/agents/~/runs          401  401     401     401   401      401       401            401          401    403     403      403   404   401
        GET  /v1/admin/poison           401  401     401     401   401      401       401            401          401    403     403      403   200   401
        POST /v1/admin/poison/redrive   401  401     401     401   401      401       401            401          401    403     403      403   200   401
        GET  /v1/admin/runtime/stats    401  401     401     401   401      401       401            401          401    403     403      403   200   401
        POST /v1/posts                  401  401     401     401   401      401       401            401          401    401     401      401   401   400
        """;

    public static IEnumerable<TheoryDataRow<string, string, string, int>> Cells
    {
        get
        {
            var lines = Matrix.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
            var credentials = lines[0][1..];
            return from line in lines.Skip(1)
                   from cell in credentials.Index()
                   let status = int.Parse(line[cell.Index + 2], CultureInfo.InvariantCulture)
                   select new TheoryDataRow<string, string, string, int>(line[0], line[1], cell.Item, status);
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
    public async Task Exactly_the_allowed_pairs_succeed(string method, string path, string credential, int status)
    {
        var body = method == "POST" ? "{}" : null;
        using var request = new HttpRequestMessage(new HttpMethod(method), path
            .Replace("{run}", Run.Id, StringComparison.Ordinal)
            .Replace("{no-run}", Ids.Run(Ids.Event(Run.ThreadId, "none"), "ada"), StringComparison.Ordinal));
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        if (credential == "service-token")
            request.Headers.Add("X-Service-Token", ApiCalls.SignedToken(System.Text.Encoding.UTF8.GetBytes(body ?? "")));
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
