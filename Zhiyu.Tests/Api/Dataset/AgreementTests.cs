using System.Text.Json;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Syndication;
using Zhiyu.Tests.Api.Governance;
using Zhiyu.Tests.Api.Syndication;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Dataset;

/// <summary>The dataset and the feeds have what storage has, whatever moderators have done.</summary>
public sealed class AgreementTests(AzuriteFixture azurite)
{
    private static readonly string[] Actions = ["quarantine", "reject", "fold", "approve"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_everyone_may_read_is_in_both_once_and_nothing_else()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var random = Some.Random();
        List<string> contents = [];
        for (var thread = 0; thread < 4; thread++)
        {
            List<string> written = [await forum.PostAsync(WordsOf(contents.Count))];
            for (var i = 0; i < 6; i++)
                written.Add(await forum.CommentAsync(
                    written[0], WordsOf(contents.Count + i + 1), i == 0 ? null : written[random.Next(1, i + 1)]));
            contents.AddRange(written);
        }

        for (var action = 0; action < 40; action++)
        {
            var id = contents[random.Next(contents.Count)];
            await forum.DoAsync(Actions[random.Next(4)], Ids.IsThread(id) ? "post" : "comment", id);
        }

        var readable = await ReadableAsync(forum, contents);
        Assert.InRange(readable.Count, 1, contents.Count - 1);

        var dataset = await forum.SeeAsync("/v1/dataset");
        var rows = dataset.Text.TrimEnd('\n').Split('\n').SkipLast(1).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(readable.Order(), rows.Where(row => StatusOf(row) != "removed").Select(IdOf).Order());
        Assert.Distinct(rows.Select(IdOf));
        // What a row answers stands before it.
        Assert.All(rows, row => Assert.True(
            !row.TryGetProperty("parent_id", out var parent)
            || rows.TakeWhile(each => IdOf(each) != IdOf(row)).Any(each => IdOf(each) == parent.GetString())));

        List<string> feeds = [];
        List<string> texts = [dataset.Text];
        foreach (var post in contents.Where(Ids.IsThread).Where(readable.Contains))
        {
            var feed = await forum.SeeAsync($"/p/{post}/feed.atom");
            feeds.AddRange(AtomRules.Valid(feed.Text).Ids());
            texts.Add(feed.Text);
        }

        Assert.Equal(readable.Select(AtomWriter.IdOf).Order(), feeds.Order());
        texts.Add((await forum.SeeAsync("/v1/dataset?format=csv")).Text);
        foreach (var id in contents.Where(id => !readable.Contains(id)))
            Assert.All(
                texts,
                text => Assert.DoesNotContain(WordsOf(contents.IndexOf(id)), text, StringComparison.Ordinal));
    }

    private static async Task<HashSet<string>> ReadableAsync(GovernedForum forum, IEnumerable<string> ids)
    {
        HashSet<string> readable = [];
        foreach (var id in ids)
            if (await forum.Get<ThreadStore>().FindContentAsync(id, Token) is { IsReadable: true }
                && await forum.Get<ThreadStore>().FindContentAsync(Ids.Thread(id), Token) is { IsReadable: true })
                readable.Add(id);
        return readable;
    }

    private static string WordsOf(int number) => $"第{number}句话。";

    private static string IdOf(JsonElement row) => row.GetProperty("id").GetString()!;

    private static string StatusOf(JsonElement row) => row.GetProperty("status").GetString()!;
}
