using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Zhiyu.Tests.Web;

/// <summary>One page in one browser profile, with what went wrong in it.</summary>
internal sealed class Visit(IBrowserContext context) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _faults = new();

    private IPage? _page;

    public IPage Page => _page!;

    public IBrowserContext Context => context;

    /// <summary>Errors of scripts and of the content security policy; answers of the API are none.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public async Task OpenAsync(string path)
    {
        _page = await context.NewPageAsync();
        _page.PageError += (_, error) => _faults.Enqueue(error);
        _page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Location.Contains("/v1/", StringComparison.Ordinal))
                _faults.Enqueue($"{message.Text} ({message.Location})");
        };
        await _page.GotoAsync(path);
    }

    public ILocator Text(string text, bool exact = false) =>
        Page.GetByText(text, new PageGetByTextOptions { Exact = exact });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
