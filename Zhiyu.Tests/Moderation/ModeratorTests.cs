using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Moderation;

/// <summary>Our own rules together with a service on a socket.</summary>
public sealed class ModeratorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_worse_opinion_counts_and_its_category_is_on_record()
    {
        await using var server = await FakeOpenAiServer.Start(Scores("""{"hate":0.8,"violence":0.05}"""));

        var result = await ModerateAsync(server, "一句平常的话");

        Assert.Equal((ModerationVerdict.Quarantine, 0.8), (result.Verdict, result.Score));
        Assert.Equal(new MatchedRule("api.hate", "hate", 0.8), Assert.Single(result.Rules));
        var request = Assert.Single(server.Requests);
        Assert.Equal(("/v1/moderations", "Bearer the key"), (request.Address, request.Authorization));
        Assert.Equal(
            """{"model":"omni-moderation-latest","input":"\u4E00\u53E5\u5E73\u5E38\u7684\u8BDD"}""",
            request.Body.GetRawText());
    }

    [Fact]
    public async Task The_service_is_told_what_the_page_shows_and_what_was_written()
    {
        await using var server = await FakeOpenAiServer.Start(Scores("""{"hate":0.01}"""));

        await ModerateAsync(server, "&#20320;**好**[啊](http://a\\.example)");

        Assert.Equal(
            "你好啊\nhttp://a.example\n\n&#20320;**好**[啊](http://a\\.example)",
            Assert.Single(server.Requests).Body.GetProperty("input").GetString());
    }

    [Fact]
    public async Task What_the_service_finds_harmless_is_judged_by_our_rules_alone()
    {
        await using var server = await FakeOpenAiServer.Start(Scores("""{"hate":0.01}"""));

        Assert.Equal(ModerationVerdict.Fold, (await ModerateAsync(server, "你这个白痴")).Verdict);
        Assert.Equal(ModerationVerdict.Approve, (await ModerateAsync(server, "一句平常的话")).Verdict);
    }

    [Fact]
    public async Task A_text_that_is_rejected_anyway_is_sent_to_no_service()
    {
        await using var server = await FakeOpenAiServer.Start(Scores("""{"hate":0.01}"""));

        var result = await ModerateAsync(server, "卡号 4111111111111111");

        Assert.Equal((Visibility.Quarantine, ReviewState.Rejected), (result.Visibility, result.State));
        Assert.DoesNotContain("4111", $"{result}{result.Why}{string.Concat(result.Rules)}", StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "500", "answered 500" },
        { "redirect", "answered 302" },
        { "not json", "answered something else" },
        { "no results", "answered something else" },
        { "no scores", "answered something else" },
        { "score of 7", "answered something else" },
        { "too long", "could not be reached" },
        { "drops", "could not be reached" },
        { "drops in the body", "could not be reached" },
        { "silent", "did not answer in time" },
        { "stalls", "did not answer in time" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_service_that_fails_makes_a_text_wait_for_review(string fault, string failure)
    {
        await using var server = await FakeOpenAiServer.Start(fault switch
        {
            "500" => FakeOpenAiServer.Refuses(500),
            "redirect" => FakeOpenAiServer.Refuses(StatusCodes.Status302Found),
            "not json" => FakeOpenAiServer.Sends("<html>"),
            "no results" => FakeOpenAiServer.Sends("""{"results":[]}"""),
            "no scores" => FakeOpenAiServer.Sends("""{"results":[{"flagged":false}]}"""),
            "score of 7" => Scores("""{"hate":7}"""),
            "too long" => FakeOpenAiServer.SaysFarTooMuch,
            "drops" => FakeOpenAiServer.Drops,
            "drops in the body" => FakeOpenAiServer.DropsInTheBody,
            "silent" => FakeOpenAiServer.SaysNothing,
            _ => FakeOpenAiServer.StallsAfterHeaders,
        });

        var result = await ModerateAsync(server, "一句平常的话");

        Assert.Equal((Visibility.Gray, ReviewState.Pending), (result.Visibility, result.State));
        Assert.Equal((ModerationVerdict.Quarantine, RiskLevel.Medium), (result.Verdict, result.Risk));
        Assert.Contains(failure, result.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "application/json", """{"results":[{"category_scores":{"hate":0.01,"illicit":null}}]}""")]
    [InlineData("gzip", "application/json", """{"results":[{"category_scores":{"hate":0.01}}]}""")]
    [InlineData("br", "application/json", """{"results":[{"category_scores":{"hate":0.01}}]}""")]
    [InlineData("", "text/plain", "\uFEFF{\"id\":7,\"results\":[{\"category_scores\":{\"hate\":0.01}}]}")]
    public async Task What_the_service_says_in_an_odd_form_is_read_all_the_same(
        string packing, string type, string body)
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.SendsPacked(body, packing, type));

        Assert.Equal(ModerationVerdict.Approve, (await ModerateAsync(server, "一句平常的话")).Verdict);
    }

    [Fact]
    public async Task A_caller_who_leaves_is_no_fault_of_the_service()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.SaysNothing);
        using var leaving = new CancellationTokenSource();
        var judging = ModerateAsync(server, "一句平常的话", timeoutMs: 20_000, leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => judging);
    }

    [Fact]
    public async Task What_breaks_on_a_text_makes_it_wait_for_review()
    {
        var broken = Substitute.For<IModerationApi>();
        broken.AssessAsync("x", Token).ThrowsAsync(new InvalidDataException("with a secret in it"));

        var result = await new Moderator(Samples.Book, broken, NullLogger<Moderator>.Instance)
            .ModerateAsync(["x"], community: null, Token);

        Assert.Equal(
            (Visibility.Gray, ReviewState.Pending, "moderation broke: InvalidDataException"),
            (result.Visibility, result.State, result.Failure));
    }

    [Fact]
    public async Task Thresholds_that_cannot_be_followed_make_a_text_wait_for_review()
    {
        var community = Some.Community() with { Moderation = new ModerationThresholds(0.7, 0.3) };

        var result = await new Moderator(Samples.Book, new NoModerationApi(), NullLogger<Moderator>.Instance)
            .ModerateAsync(["x"], community, Token);

        Assert.Equal((Visibility.Gray, ReviewState.Pending), (result.Visibility, result.State));
    }

    private static RequestDelegate Scores(string scores) =>
        FakeOpenAiServer.Sends($$"""{"id":"1","results":[{"flagged":true,"category_scores":{{scores}}}]}""");

    private static async Task<ModerationResult> ModerateAsync(
        FakeOpenAiServer server, string text, int timeoutMs = 1_000, CancellationToken? token = null)
    {
        using var api = new OpenAiModerationApi(
            Options.Create(new ModerationOptions
            {
                ApiUrl = $"{server.BaseUrl}/moderations",
                ApiKey = "the key",
                Timeout = TimeSpan.FromMilliseconds(timeoutMs),
            }),
            TimeProvider.System);
        return await new Moderator(Samples.Book, api, NullLogger<Moderator>.Instance)
            .ModerateAsync([text], community: null, token ?? Token);
    }
}
