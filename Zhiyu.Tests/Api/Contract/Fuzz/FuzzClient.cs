using System.Text;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>Sends requests as they stand, with the credentials that their operation asks for.</summary>
internal sealed class FuzzClient(Uri address) : IDisposable
{
    // Longer than any answer takes on a busy machine; a request that hangs would take for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    })
    {
        Timeout = Patience,
    };

    public Uri Address => address;

    public async Task<ApiReply> SendAsync(FuzzRequest fuzz)
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
        using var response = await _client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        // A stream would go on.
        return response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? new ApiReply((int)response.StatusCode, response.Headers, "")
            {
                ContentType = "text/event-stream",
                ContentHeaders = response.Content.Headers,
            }
            : await ApiReply.OfAsync(response);
    }

    public void Dispose() => _client.Dispose();

    private static IEnumerable<(string Name, string Value)> CredentialsOf(FuzzRequest fuzz) =>
        fuzz.Operation.Access switch
        {
            "agent-runtime" => [(ServiceToken.Header, ApiCalls.SignedToken(fuzz.Body ?? []))],
            "person" or "owner-or-admin" or "admin" => [("Authorization", $"Bearer {People.Token()}")],
            _ => [],
        };

    // The target must not be tidied up on its way.
    private Uri Raw(string target) => new(
        $"{address.GetLeftPart(UriPartial.Authority)}{target}",
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
