using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Zhiyu.Core.Forum;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

public sealed class FaultTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_fault_is_answered_with_a_trace_id_and_nothing_of_the_inside()
    {
        var broken = Substitute.For<ICommunityStore>();
        broken.ListAsync(Arg.Any<CancellationToken>())
            .Returns(Task.FromException<IReadOnlyList<Community>>(new InvalidOperationException("the inside")));
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(), [], services => services.AddSingleton(broken));

        using var response = await app.Client.GetAsync("/v1/communities", TestContext.Current.CancellationToken);
        var reply = await ApiReply.OfAsync(response);

        Assert.Equal((500, "INTERNAL_ERROR"), (reply.Status, reply.Code));
        Assert.Matches("\"trace_id\":\"[^\"]+\"", reply.Text);
        Assert.DoesNotContain("the inside", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
    }
}
