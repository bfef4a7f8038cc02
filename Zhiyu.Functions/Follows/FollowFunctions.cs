using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Follows;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Follows;

/// <summary>What a person follows, for that person only.</summary>
public sealed class FollowFunctions(FollowStore follows)
{
    private const string KeyForm = "must be thread:, agent: or community:, and its id";

    [Function("GetFollows")]
    [Access(AccessPolicy.Person)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/me/follows")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var list = await follows.ReadAsync(Caller.Of(request).UserId, cancellationToken);
        return ApiResults.Read(FollowListView.Of(list), Audience.Caller);
    }

    /// <summary>Follows, unfollows and marks together, so that a browser's list is merged by one write.</summary>
    [Function("UpdateFollows")]
    [Access(AccessPolicy.Person)]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/me/follows")] HttpRequest request,
        CancellationToken cancellationToken) => RequestBody.AcceptAsync(
            request,
            Read,
            async change => ApiResults.Done(FollowListView.Of(
                await follows.ChangeAsync(Caller.Of(request).UserId, change, cancellationToken))),
            cancellationToken);

    private static FollowChange Read(JsonFields fields) => new(
        Keys(fields, "follow"),
        Keys(fields, "unfollow"),
        fields.Texts("seen", FollowList.MaxFollows, Ids.IsComment, "is not the id of a comment"),
        fields.IsAbsent("feed_seen_at") ? null : Time(fields, "feed_seen_at"));

    private static IReadOnlyList<FollowKey> Keys(JsonFields fields, string name) =>
    [
        .. fields.Texts(name, FollowList.MaxFollows, text => FollowKey.Parse(text) is not null, KeyForm)
            .Select(FollowKey.Parse).OfType<FollowKey>(),
    ];

    private static DateTimeOffset? Time(JsonFields fields, string name) => TryParse(
        fields.Text(name, text => TryParse(text, out _), "must be a time in ISO 8601 UTC"), out var time) ? time : null;

    private static bool TryParse(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text,
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out time);
}
