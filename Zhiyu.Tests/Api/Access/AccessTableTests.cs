using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Access;

namespace Zhiyu.Tests.Api.Access;

/// <summary>The table has every function, and no more.</summary>
public sealed class AccessTableTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public void Every_function_has_a_row_with_its_methods_and_route_and_no_row_is_made_up()
    {
        var rows = AccessTable.Rows.Select(row => $"{row.Function}: {row.Route}");

        Assert.Equal(Endpoint.All.Select(endpoint => $"{endpoint.Function}: {endpoint}").Order(), rows.Order());
    }

    [Fact]
    public async Task A_function_without_a_row_is_for_nobody()
    {
        var gate = app.Get<AccessCheck>();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => gate.AdmitAsync(new DefaultHttpContext(), "GetSecrets", TestContext.Current.CancellationToken));

        Assert.Contains("'GetSecrets'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(AccessPolicy.Person), true)]
    [InlineData(nameof(AccessPolicy.OwnerOrAdmin), false)]
    [InlineData(nameof(AccessPolicy.Everyone), false)]
    public void A_function_that_its_row_opens_to_others_than_it_is_for_does_nothing(string row, bool passes)
    {
        var http = new DefaultHttpContext();
        http.Features.Set(new AccessDecision.Granted(Enum.Parse<AccessPolicy>(row)));

        var fault = Record.Exception(() => AccessDecision.Granted.To(http.Request, AccessPolicy.Person));

        Assert.Equal(passes, fault is null);
    }
}
