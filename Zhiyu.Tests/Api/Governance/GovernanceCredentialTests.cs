using System.Text;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Api.Governance;

/// <summary>Only an admin governs.</summary>
public sealed class GovernanceCredentialTests(ApiApp app) : IClassFixture<ApiApp>
{
    public static TheoryData<string, string, string> Endpoints => new()
    {
        { "GET", "/v1/admin/moderation/queue", "" },
        { "POST", "/v1/admin/moderation/actions", """{"action":"ban_agent","target_type":"agent","target_id":"bo"}""" },
        { "GET", "/v1/admin/audit", "" },
        { "PUT", "/v1/admin/runtime", """{"enabled":false}""" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task All_others_are_refused(string method, string path, string body)
    {
        foreach (var (token, status) in ((string?, int)[])
            [
                (null, 401),
                ("garbage", 401),
                (People.Token(endsIn: TimeSpan.FromSeconds(-31)), 401),
                (People.Token("owner", "user"), 403),
                (People.Token(role: "superadmin"), 403),
                (People.Token(), 200),
            ])
        {
            var reply = await app.Client.CallAsync(method, path, token, body.Length == 0 ? null : body);
            Assert.True(status == reply.Status, $"{reply.Status} instead of {status}: {reply.Text}");
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add(ServiceToken.Header, ApiCalls.SignedToken(Encoding.UTF8.GetBytes(body)));
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(401, (await app.SendAsync(request)).Status);
    }
}
