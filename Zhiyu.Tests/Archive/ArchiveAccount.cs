using System.Text;
using System.Text.Json;
using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Archive;
using Zhiyu.Core.Storage;
using Zhiyu.Tests.Storage;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Archive;

/// <summary>An account that is exported from or imported into.</summary>
internal sealed class ArchiveAccount(ServiceProvider services) : IAsyncDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<ArchiveAccount> OpenAsync(
        string account, MortalPolicy? policy = null, RowSchema? schema = null)
    {
        // Its tables are made by somebody who lives.
        await using (await StorageHarness.StartAsync(account, Token)) { }
        var services = new ServiceCollection();
        if (schema is not null) services.AddSingleton(schema);
        return new ArchiveAccount(services
            .AddSingleton(TimeProvider.System)
            .AddStorage(account, options =>
            {
                if (policy is not null) options.AddPolicy(policy, HttpPipelinePosition.PerCall);
            })
            .AddArchive()
            .BuildServiceProvider());
    }

    public async Task<IReadOnlyList<string>> ExportAsync() => await Get<ForumExport>().LinesAsync(Token)
        .Select(line => JsonSerializer.Serialize(line, ArchiveLines.Options))
        .ToListAsync(Token);

    public Task<ImportOutcome> ImportAsync(IEnumerable<string> lines) =>
        ImportAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n"))));

    public Task<ImportOutcome> ImportAsync(byte[] file) =>
        Get<ForumImport>().RunAsync(() => new MemoryStream(file), Token);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
