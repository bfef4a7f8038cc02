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
