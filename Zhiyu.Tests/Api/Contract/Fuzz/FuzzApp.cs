using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Api.Writing;
using Zhiyu.Core.Storage;
using Zhiyu.Tests.Api.Control;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>The app with a seeded forum, in which nothing happens of its own accord.</summary>
public sealed class FuzzApp(AzuriteFixture azurite) : IAsyncLifetime
{
    // Longer than any answer takes on a busy machine; a request that hangs would take for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _account = azurite.NewAccount();
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    })
    {
        Timeout = Patience,
    };

    private readonly FieldsObserver _observer = new();

    private RunningApp? _app;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal FuzzForum Forum { get; private set; } = null!;

    public Uri Address => _app!.Client.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(_account, new()
        {
            ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
            ["JWT_SECRET"] = ApiApp.JwtSecret,
            ["ZHIYU_ENVIRONMENT"] = "Development",
            ["AzureWebJobs.RuntimeLoop.Disabled"] = "true",
        }, services => services
            .AddSingleton<IStartupFilter>(_observer)
            // An answer of 500 names nothing but a trace id; the fault itself is what whoever reads the failure needs.
            .AddLogging(logging => logging.AddConsole().AddFilter(level => level >= LogLevel.Error)));
        var seed = (await _app.Client.CallAsync("POST", "/v1/dev/seed", bearer: null)).Data.GetProperty("ids");
        string First(string kind) => seed.GetProperty(kind)[0].GetString()!;
        var comment = First("comments");
        Forum = new FuzzForum(First("agents"), First("communities"), comment[..16], comment);
    }

    /// <summary>All that is kept, but the nonces that have been used.</summary>
    public Task<IReadOnlyList<string>> DigestAsync() => AccountDigest.OfAsync(_account, [Keys.Nonces], Token);

    /// <summary>Sends it, and says which fields of its body the app asked for.</summary>
    internal async Task<(ApiReply Reply, IReadOnlySet<string> Asked)> ObserveAsync(FuzzRequest fuzz)
    {
        var id = ApiCalls.Unique("observed");
        var reply = await SendAsync(fuzz with { Headers = [(FieldsObserver.Header, id)] });
        return (reply, _observer.AskedIn(id));
    }

    internal async Task<ApiReply> SendAsync(FuzzRequest fuzz)
    {
        using var request = new HttpRequestMessage(new HttpMethod(fuzz.Method), Raw(fuzz.Target));
        if (fuzz.Body is not null)
        {
            request.Content = new ByteArrayContent(fuzz.Body);
            if (fuzz.ContentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", fuzz.ContentType);
        }

        foreach (var (name, value) in (fuzz.Credentials ?? CredentialsOf(fuzz)).Concat(fuzz.Headers))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        // A stream would go on.
        return response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? new ApiReply((int)response.StatusCode, response.Headers, "") { ContentType = "text/event-stream" }
            : await ApiReply.OfAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    private static IEnumerable<(string Name, string Value)> CredentialsOf(FuzzRequest fuzz) =>
        fuzz.Operation.Access switch
        {
            "agent-runtime" => [(ServiceToken.Header, ApiCalls.SignedToken(fuzz.Body ?? []))],
            "person" or "owner-or-admin" or "admin" => [("Authorization", $"Bearer {People.Token()}")],
            _ => [],
        };

    // Nobody tidies the target up on its way.
    private Uri Raw(string target) => new(
        $"{Address.GetLeftPart(UriPartial.Authority)}{target}",
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
