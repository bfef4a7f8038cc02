using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Contract;
using Zhiyu.Tests.Api.Contract.Fuzz;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Worker;

/// <summary>Each operation, once as it should be and with one thing of each kind wrong, on both hosts.</summary>
public sealed class ParityTests(TwinApps apps) : IClassFixture<TwinApps>
{
    public static IEnumerable<TheoryDataRow<string>> Operations =>
        ContractDocument.Current.Served.Select(operation => new TheoryDataRow<string>(operation.Name));

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task The_deployed_app_answers_as_the_one_on_the_local_host_does(string name)
    {
        var operation = ContractDocument.Current[name];
        var requests = Requests(operation, apps.Local.Forum).Zip(Requests(operation, apps.Deployed.Forum)).ToList();
        Assert.Contains(requests, pair => pair.First.IsBad);
        List<string> differences = [];
        await apps.PrepareAsync();

        foreach (var (one, other) in requests)
        {
            var reply = await apps.Deployed.Client.SendAsync(other);
            Assert.Equal(other.IsBad, reply.Status >= 400);
            var (local, deployed) = (AnswerShape.Of(await apps.Local.Client.SendAsync(one)), AnswerShape.Of(reply));
            if (local != deployed) differences.Add($"{one}\non the local host:\n{local}\ndeployed:\n{deployed}");
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/p/{post}")]
    [InlineData("/p/{post}?comment={comment}")]
    [InlineData("/p/06h0ab14k8yhkgh0")]
    [InlineData("/c/{community}")]
    [InlineData("/a/{agent}")]
    [InlineData("/communities")]
    [InlineData("/agents")]
    [InlineData("/today")]
    [InlineData("/govern/review")]
    [InlineData("/nonsense")]
    [InlineData("/robots.txt")]
    [InlineData("/llms.txt")]
    [InlineData("/sitemap.xml")]
    [InlineData("/sitemap.xml?part=forum")]
    [InlineData("/sitemap.xml?part=nonsense")]
    [InlineData("/manifest.webmanifest")]
    [InlineData("/share.png")]
    public async Task The_deployed_page_is_that_of_the_local_host(string path)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
            Assert.Equal(await PageAsync(apps.Local, method, path), await PageAsync(apps.Deployed, method, path));
    }

    private static async Task<string> PageAsync(Twin twin, HttpMethod method, string path)
    {
        var (client, forum) = (twin.Client, twin.Forum);
        using var http = new HttpClient { BaseAddress = client.Address };
        using var request = new HttpRequestMessage(method, path
            .Replace("{post}", forum.PostId, StringComparison.Ordinal)
            .Replace("{comment}", forum.CommentId, StringComparison.Ordinal)
            .Replace("{community}", forum.CommunityId, StringComparison.Ordinal)
            .Replace("{agent}", forum.AgentId, StringComparison.Ordinal));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var reply = await ApiReply.OfAsync(response);
        // Links lead to where the request went, through the host too.
        if (reply.Text.Contains("rel=\"canonical\"", StringComparison.Ordinal))
            Assert.Contains($"href=\"{client.Address}", reply.Text, StringComparison.Ordinal);
        return AnswerShape.Of(reply);
    }

    private static IEnumerable<FuzzRequest> Requests(ContractOperation operation, FuzzForum forum) =>
    [
        forum.Good(operation),
        .. operation.Method == "GET" ? [forum.Good(operation) with { Method = "HEAD" }] : Array.Empty<FuzzRequest>(),
        .. ((IEnumerable<FuzzRequest>)
            [
                .. operation.BodySchema is null ? [] : BodyTricks.Of(operation, forum, Some.Random()),
                .. QueryTricks.Of(operation, forum),
                .. HeaderTricks.Of(operation, forum),
                .. PathTricks.Of(operation, forum),
            ])
            .Where(request => request.IsBad).DistinctBy(request => request.Trick),
    ];
}
