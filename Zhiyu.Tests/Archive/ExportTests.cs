using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Archive;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Archive;

public sealed class ExportTests(AzuriteFixture azurite)
{
    private const string Path = "/v1/admin/export";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_gets_the_forum_line_by_line()
    {
        var account = await LivedForum.CreateAsync(azurite, Token);
        await using var app = await StartAsync(account);
        await using var same = await ArchiveAccount.OpenAsync(account);

        var reply = await app.Client.CallAsync("GET", Path, People.Token());

        var lines = reply.Text.TrimEnd('\n').Split('\n');
        Assert.Equal((200, "application/jsonl; charset=utf-8"), (reply.Status, reply.ContentType));
        Assert.True(JsonSerializer.Deserialize<ArchiveLine>(lines[0], ArchiveLines.Options)!.Archive!.Schema >= 1);
        Assert.Equal((await same.ExportAsync()).Skip(1), lines.Skip(1));
    }

    [Fact]
    public async Task No_more_is_read_than_the_caller_takes_and_nothing_after_they_have_gone()
    {
        var endless = new EndlessArchive();
        await using var app = await StartAsync(
            azurite.NewAccount(), services => services.AddSingleton<IForumArchive>(endless));
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.Add("Authorization", $"Bearer {People.Token()}");

        using (var response = await app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Token);
            await body.ReadExactlyAsync(new byte[1_000_000], Token);
            // What the sockets and the server hold, and no more, however long one waits.
            await Eventually.TrueAsync(() => endless.IsStalled);
            Assert.InRange(endless.Read, 1, 30_000);
        }

        await Eventually.TrueAsync(() => endless.HasEnded);
    }

    [Fact]
    public async Task What_breaks_in_the_middle_does_not_look_whole()
    {
        await using var app = await StartAsync(
            azurite.NewAccount(),
            services => services.AddSingleton<IForumArchive>(new EndlessArchive { BreaksAt = 5_000 }));

        await Assert.ThrowsAsync<HttpRequestException>(() => app.Client.CallAsync("GET", Path, People.Token()));
    }

    [Fact]
    public async Task What_breaks_at_once_is_answered()
    {
        await using var app = await StartAsync(
            azurite.NewAccount(),
            services => services.AddSingleton<IForumArchive>(new EndlessArchive { BreaksAt = 1 }));

        Assert.Equal(500, (await app.Client.CallAsync("GET", Path, People.Token())).Status);
    }

    private static Task<RunningApp> StartAsync(string account, Action<IServiceCollection>? configure = null) =>
        RunningApp.StartAsync(account, new() { ["JWT_SECRET"] = ApiApp.JwtSecret }, configure);

    /// <summary>A row of a kilobyte, again and again.</summary>
    private sealed class EndlessArchive : IForumArchive
    {
        private static readonly JsonObject Value = new() { ["text"] = new string('x', 1_000) };

        private int _read;
        private int _seen = -1;

        public int? BreaksAt { get; init; }

        public int Read => Volatile.Read(ref _read);

        public bool HasEnded { get; private set; }

        /// <summary>Whether nothing was read since it was asked last.</summary>
        public bool IsStalled => Read == Interlocked.Exchange(ref _seen, Read);

        public int Schema => 1;

        public async IAsyncEnumerable<ArchivedRow> ReadAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                while (true)
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    if (Interlocked.Increment(ref _read) == BreaksAt) throw new InvalidOperationException("It broke.");
                    yield return new ArchivedRow("threads", "p", "post", "Post", Value);
                }
            }
            finally
            {
                HasEnded = true;
            }
        }

        public string? FaultOf(ArchivedRow row, int version) => null;

        public Task<ImportStart> TryBeginAsync(CheckedArchive archive, CancellationToken cancellationToken) =>
            Task.FromResult(ImportStart.NotEmpty);

        public Task WriteAsync(IReadOnlyList<ArchivedRow> rows, int version, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
