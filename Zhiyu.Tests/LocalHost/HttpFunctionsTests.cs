using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Zhiyu.Tests.LocalHost;

[Trait("Set", "Quick")]
public sealed class HttpFunctionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_typed_result_is_the_answer()
    {
        await using var app = await StartAsync();

        Assert.Equal("\"word and 7\"", await app.Http.GetStringAsync("/things/word/7", Token));
    }

    [Fact]
    public async Task An_action_result_is_the_answer()
    {
        await using var app = await StartAsync();

        var answer = await app.Http.GetAsync("/action", Token);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Contains("42", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_object_is_an_empty_200()
    {
        await using var app = await StartAsync();

        var answer = await app.Http.GetAsync("/plain", Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task An_unhandled_exception_is_an_empty_500()
    {
        await using var app = await StartAsync();

        var answer = await app.Http.GetAsync("/throws", Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("POST", "/plain")]
    [InlineData("HEAD", "/plain")]
    [InlineData("OPTIONS", "/plain")]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/things/word/seven")]
    public async Task Another_method_path_or_type_is_404(string method, string path)
    {
        await using var app = await StartAsync();

        var answer = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Paths_ignore_case()
    {
        await using var app = await StartAsync();

        Assert.Equal("\"Word and 7\"", await app.Http.GetStringAsync("/THINGS/Word/7", Token));
    }

    [Fact]
    public async Task A_missing_optional_segment_leaves_its_parameter_empty()
    {
        await using var app = await StartAsync();

        Assert.Equal("\"none\"", await app.Http.GetStringAsync("/optional", Token));
        Assert.Equal("\"5\"", await app.Http.GetStringAsync("/optional/5", Token));
    }

    [Fact]
    public async Task Routes_are_tried_in_the_order_of_the_functions_names()
    {
        await using var app = await LocalApp.StartAsync(new(typeof(Ordered)));

        Assert.Equal("\"A parameter\"", await app.Http.GetStringAsync("/order/literal", Token));
        Assert.Equal("\"Z catch-all\"", await app.Http.GetStringAsync("/", Token));
        Assert.Equal("\"Z catch-all\"", await app.Http.GetStringAsync("/a/b/c", Token));
    }

    [Fact]
    public async Task The_prefix_of_host_json_comes_first_and_is_api_by_default()
    {
        await using var app = await LocalApp.StartAsync(new(typeof(Answers)) { Files = [] });

        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/api/plain", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/plain", Token)).StatusCode);
    }

    [Fact]
    public async Task A_function_that_is_switched_off_is_404()
    {
        await using var app = await StartAsync();

        app.Configuration["AzureWebJobs.Plain.Disabled"] = "true";

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/plain", Token)).StatusCode);
    }

    [Fact]
    public async Task A_body_past_the_limit_is_an_empty_500()
    {
        await using var app = await StartAsync();
        // The client waits to be asked for the body, so that it hears the refusal.
        app.Http.DefaultRequestHeaders.ExpectContinue = true;

        var fits = await app.Http.PostAsync("/length", new ByteArrayContent(new byte[30_000_000]), Token);
        var tooLong = await app.Http.PostAsync("/length", new ByteArrayContent(new byte[30_000_001]), Token);

        Assert.Equal("30000000", await fits.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.InternalServerError, tooLong.StatusCode);
    }

    private static Task<LocalApp> StartAsync() => LocalApp.StartAsync(new(typeof(Answers)));

    public sealed class Answers
    {
        [Function("Thing")]
        public IResult Thing(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{name}/{count:int}")] HttpRequest request,
            string name, int count) => Results.Ok($"{name} and {count}");

        [Function("Optional")]
        public IResult Optional(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{count:int?}")] HttpRequest request,
            int? count) => Results.Ok(count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none");

        [Function("Action")]
        public Task<IActionResult> Action(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request) =>
            Task.FromResult<IActionResult>(new ObjectResult(new { Value = 42 }) { StatusCode = 202 });

        [Function("Plain")]
        public object Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            new { Value = 1 };

        [Function("Throws")]
        public Task<IResult> Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new InvalidOperationException("on purpose");

        [Function("Length")]
        public async Task<IResult> Length(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request,
            CancellationToken cancellationToken)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            return Results.Text(body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    public sealed class Ordered
    {
        [Function("ZCatchAll")]
        public IResult CatchAll(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request, string? path) =>
            Results.Ok("Z catch-all");

        [Function("aParameter")]
        public IResult Parameter(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "order/{id}")] HttpRequest request, string id) =>
            Results.Ok("A parameter");

        [Function("BLiteral")]
        public IResult Literal(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "order/literal")] HttpRequest request) =>
            Results.Ok("B literal");
    }
}
