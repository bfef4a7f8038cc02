using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Storage;

namespace Zhiyu.Tests.Storage;

/// <summary>Which account the settings name, and how it is opened.</summary>
[Trait("Set", "Quick")]
public sealed class StorageAccountTests
{
    [Fact]
    public void A_connection_string_opens_it_with_its_key() =>
        Assert.Equal(
            new ConnectedAccount("UseDevelopmentStorage=true"),
            AccountOf(("AzureWebJobsStorage", "UseDevelopmentStorage=true")));

    [Fact]
    public void The_name_of_an_account_gives_all_three_addresses()
    {
        var account = Assert.IsType<IdentityAccount>(AccountOf(("AzureWebJobsStorage:accountName", "zhiyu")));

        Assert.Equal("https://zhiyu.table.core.windows.net/", account.Tables(new()).Uri.AbsoluteUri);
        Assert.Equal("https://zhiyu.queue.core.windows.net/", account.Queues(new()).Uri.AbsoluteUri);
        Assert.Equal("https://zhiyu.blob.core.windows.net/spilled-rows", account.Blobs("spilled-rows", new()).Uri.AbsoluteUri);
        Assert.IsType<DefaultAzureCredential>(account.Credential);
    }

    [Fact]
    public void An_address_goes_before_the_name()
    {
        var account = Assert.IsType<IdentityAccount>(AccountOf(
            ("AzureWebJobsStorage:accountName", "zhiyu"),
            ("AzureWebJobsStorage:tableServiceUri", "https://zhiyu.table.cosmos.azure.com")));

        Assert.Equal(
            ("zhiyu.table.cosmos.azure.com", "zhiyu.queue.core.windows.net"),
            (account.TableService.Host, account.QueueService.Host));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000-0000-0000-0000-000000000001")]
    public void The_app_s_own_identity_is_taken_when_it_is_asked_for(string clientId)
    {
        var account = AccountOf(
            ("AzureWebJobsStorage:accountName", "zhiyu"),
            ("AzureWebJobsStorage:credential", "managedidentity"),
            ("AzureWebJobsStorage:clientId", clientId));

        Assert.IsType<ManagedIdentityCredential>(Assert.IsType<IdentityAccount>(account).Credential);
    }

    [Fact]
    public void Every_fault_is_told_by_the_name_that_the_environment_has() =>
        Assert.Equal(
            [
                "AzureWebJobsStorage__blobServiceUri is 'zhiyu'; use an address like "
                    + "https://NAME.blob.core.windows.net, or set AzureWebJobsStorage__accountName.",
                "AzureWebJobsStorage__queueServiceUri is ''; use an address like "
                    + "https://NAME.queue.core.windows.net, or set AzureWebJobsStorage__accountName.",
                "AzureWebJobsStorage__tableServiceUri is 'http://zhiyu.table.core.windows.net'; use an address like "
                    + "https://NAME.table.core.windows.net, or set AzureWebJobsStorage__accountName.",
                "AzureWebJobsStorage__credential is 'key'; use managedidentity, or leave it out.",
            ],
            FaultsOf(
                ("AzureWebJobsStorage:blobServiceUri", "zhiyu"),
                ("AzureWebJobsStorage:tableServiceUri", "http://zhiyu.table.core.windows.net"),
                ("AzureWebJobsStorage:credential", "key")));

    [Fact]
    public void Two_accounts_are_refused() =>
        Assert.Equal(
            ["AzureWebJobsStorage and AzureWebJobsStorage__… both name an account; leave one out."],
            FaultsOf(
                ("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("AzureWebJobsStorage:accountName", "zhiyu")));

    [Fact]
    public void The_clients_are_those_of_the_account()
    {
        using var services = ServicesOf(("AzureWebJobsStorage:accountName", "zhiyu"));

        Assert.Equal(
            "zhiyu", services.GetRequiredService<Azure.Data.Tables.TableServiceClient>().AccountName);
    }

    private static StorageAccount AccountOf(params (string, string)[] settings)
    {
        using var services = ServicesOf(settings);
        return StorageAccount.Of(services.GetRequiredService<IOptions<StorageOptions>>().Value);
    }

    private static IEnumerable<string> FaultsOf(params (string, string)[] settings)
    {
        using var services = ServicesOf(settings);
        var options = services.GetRequiredService<IOptions<StorageOptions>>();
        return Assert.Throws<OptionsValidationException>(() => options.Value).Failures;
    }

    private static ServiceProvider ServicesOf(params (string Name, string Value)[] settings) =>
        new ServiceCollection()
            .AddStorage(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(each => KeyValuePair.Create(each.Name, (string?)each.Value)))
                .Build())
            .BuildServiceProvider();
}
