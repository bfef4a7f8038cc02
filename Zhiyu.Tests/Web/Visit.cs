using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Zhiyu.Tests.Web;

/// <summary>One page in one browser profile, with what went wrong in it.</summary>
internal sealed class Visit(IBrowserContext context) : IAsyncDisposable
{
    // The browser's echo of an answer; the answer itself is listed with its status.
    private const string Echo = "Failed to load resource:";

    // Requests that the page gave up itself, because somebody went elsewhere.
    private const string GivenUp = "net::ERR_ABORTED";

    private readonly ConcurrentQueue<string> _faults = new();
    private readonly List<string> _expected = [];

    private IPage? _page;

    public IPage Page => _page!;

    public IBrowserContext Context => context;

    /// <summary>In whose words the page speaks, after <see cref="SpeakAsync"/>.</summary>
    public bool IsEnglish { get; private set; }

    /// <summary>
    /// Faults that no test expects, and those expected that did not come: requests that failed or were refused
    /// (<c>404 GET /v1/posts/x</c>), errors of scripts, and what the console warned of.
    /// </summary>
    public IEnumerable<string> Surprises =>
    [
        .. _faults.Where(fault => !_expected.Any(each => fault.StartsWith(each, StringComparison.Ordinal))),
        .. _expected.Where(each => !_faults.Any(fault => fault.StartsWith(each, StringComparison.Ordinal)))
            .Select(each => $"missing: {each}"),
    ];

    /// <summary>Such a fault is what the test is about.</summary>
    /// <param name="fault">How it begins.</param>
    public void Expects(string fault) => _expected.Add(fault);

    public async Task OpenAsync(string path)
    {
        _page = await context.NewPageAsync();
        _page.PageError += (_, error) => _faults.Enqueue(error);
        _page.Response += (_, answer) =>
        {
            if (answer.Status >= 400) _faults.Enqueue($"{answer.Status} {Describe(answer.Request)}");
        };
        _page.RequestFailed += (_, request) =>
        {
            if (request.Failure != GivenUp) _faults.Enqueue($"{request.Failure} {Describe(request)}");
        };
        _page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.StartsWith(Echo, StringComparison.Ordinal))
                _faults.Enqueue($"{message.Text} ({message.Location})");
        };
        await _page.GotoAsync(path);
    }

    /// <summary>Changes the page's language by its own switch, where it speaks Chinese so far.</summary>
    public async Task SpeakAsync(string language)
    {
        if (language != "en") return;
        await Button("English").ClickAsync();
        IsEnglish = true;
    }

    /// <summary>What the page says, in its language.</summary>
    public string Say(string chinese, string english) => IsEnglish ? english : chinese;

    /// <summary>Comes in with a token, as if somebody had signed in.</summary>
    public Task BringAsync(string token) =>
        context.AddInitScriptAsync($"sessionStorage.setItem('zhiyu.token', '{token}')");

    /// <summary>Signs in by the form of Development, which a button of the page has opened.</summary>
    public async Task SignInAsync(string name, bool isAdmin)
    {
        var sheet = Page.GetByRole(AriaRole.Dialog);
        await sheet.GetByLabel(Say("以谁的身份", "User name")).FillAsync(name);
        var role = isAdmin ? Say("管理员", "Admin") : Say("主人", "Owner");
        await sheet.GetByRole(AriaRole.Button, new() { Name = role }).ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = Say("登录", "Sign in") }).ClickAsync();
        await Assertions.Expect(sheet).ToHaveCountAsync(0);
    }

    public ILocator Text(string text, bool exact = false) =>
        Page.GetByText(text, new PageGetByTextOptions { Exact = exact });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name });

    public ILocator Button(string name, bool exact = false) =>
        Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = exact });

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private static string Describe(IRequest request) => $"{request.Method} {new Uri(request.Url).PathAndQuery}";
}
