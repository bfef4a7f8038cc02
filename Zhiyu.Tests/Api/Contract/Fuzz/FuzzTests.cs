using System.Collections.Concurrent;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>Thousands of requests made from the document, each with something done to it.</summary>
public sealed class FuzzTests(FuzzApp app, ITestOutputHelper output) : IClassFixture<FuzzApp>
{
    private const int AtOnce = 8;

    [Fact]
    public async Task What_is_bad_is_refused_with_its_cause_and_changes_nothing()
    {
        await app.RestoreAsync();
        var before = await app.DigestAsync();

        await SendAllAsync(Requests().Where(request => request.IsBad));

        Assert.Equal(before, await app.DigestAsync());
    }

    [Fact]
    public async Task What_may_pass_or_not_gets_a_documented_answer()
    {
        await app.RestoreAsync();
        var before = await app.DigestAsync();

        await SendAllAsync(Requests().Where(request => !request.IsBad));

        // Some passed, and the digest tells.
        Assert.NotEqual(before, await app.DigestAsync());
    }

    [Fact]
    public void There_are_enough_of_them_and_the_same_each_time()
    {
        var requests = Requests();

        Assert.InRange(requests.Count, 5_000, int.MaxValue);
        Assert.All(ContractDocument.Current.Served, operation =>
            Assert.Contains(requests, request => request.Operation == operation && request.IsBad));
    }

    private List<FuzzRequest> Requests()
    {
        var random = Some.Random();
        return
        [
            .. from operation in ContractDocument.Current.Served
               from request in (IEnumerable<FuzzRequest>)
               [
                   app.Forum.Good(operation),
                   .. operation.BodySchema is null ? [] : BodyTricks.Of(operation, app.Forum, random),
                   .. QueryTricks.Of(operation, app.Forum),
                   .. PathTricks.Of(operation, app.Forum),
                   .. HeaderTricks.Of(operation, app.Forum),
               ]
               select request,
        ];
    }

    private async Task SendAllAsync(IEnumerable<FuzzRequest> requests)
    {
        var statuses = new ConcurrentDictionary<int, int>();
        var faults = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            requests,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (request, _) =>
            {
                try
                {
                    var reply = await app.SendAsync(request);
                    statuses.AddOrUpdate(reply.Status, 1, (_, count) => count + 1);
                    if (FuzzVerdict.FaultOf(request, reply) is { } fault) faults.Enqueue(fault);
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
                {
                    faults.Enqueue($"{request}\n  -> {exception.Message}");
                }
            });

        output.WriteLine(string.Join(
            ", ", statuses.OrderBy(each => each.Key).Select(each => $"{each.Key}: {each.Value}")));
        Assert.True(faults.IsEmpty, $"{faults.Count} faults, among them:\n{string.Join('\n', faults.Take(30))}");
    }
}
