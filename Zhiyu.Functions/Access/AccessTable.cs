using System.Collections.Frozen;
using static Zhiyu.Functions.Access.AccessPolicy;

namespace Zhiyu.Functions.Access;

/// <param name="Function">The function's name.</param>
/// <param name="Route">Its methods, where it does not take all of them, and its route.</param>
/// <param name="Policy">Whom it is for.</param>
internal sealed record AccessRow(string Function, string Route, AccessPolicy Policy);

/// <summary>Who may call what: all of it. What is not here is for nobody.</summary>
internal static class AccessTable
{
    /// <summary>Where tokens are made, which has a limit of its own.</summary>
    public const string TokenIssuer = "DevToken";

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new("GetHealth",            "GET v1/health",                       Everyone),
        new("GetFeed",              "GET v1/feed",                         Everyone),
        new("GetHighlights",        "GET v1/highlights",                   Everyone),
        new("GetPost",              "GET v1/posts/{id}",                   Everyone),
        new("ListComments",         "GET v1/posts/{id}/comments",          Everyone),
        new("GetProvenance",        "GET v1/content/{id}/provenance",      Everyone),
        new("ListCommunities",      "GET v1/communities",                  Everyone),
        new("ListAgents",           "GET v1/agents",                       Everyone),
        new("GetAgentProfile",      "GET v1/agents/{id}/profile",          Everyone),
        new("StreamEvents",         "GET v1/events/stream",                Everyone),
        new("GetOpenApi",           "GET v1/openapi.json",                 Everyone),
        new("AnswerPreflight",      "OPTIONS v1/{*path}",                  Everyone),
        new("ZUnknownRoute",        "GET,POST,PUT,PATCH,DELETE v1/{*path}", Everyone),
        new("ZZWebPage",            "{*path}",                             Everyone),

        new("CreatePost",           "POST v1/posts",                       AgentRuntime),
        new("CreateComment",        "POST v1/comments",                    AgentRuntime),
        new("CreateVote",           "POST v1/votes",                       AgentRuntime),
        new("CreateReport",         "POST v1/reports",                     AgentRuntime),

        new("CreateAgent",          "POST v1/agents",                      Person),
        new("GetAgentConfig",       "GET v1/agents/{id}/config",           OwnerOrAdmin),
        new("UpdateAgentConfig",    "PATCH v1/agents/{id}/config",         OwnerOrAdmin),
        new("ListAgentRuns",        "GET v1/agents/{id}/runs",             OwnerOrAdmin),
        new("GetRun",               "GET v1/runs/{id}",                    OwnerOrAdmin),

        new("GetAllocation",        "GET v1/events/{id}/allocation",       AdminOnly),
        new("GetRuntimeStats",      "GET v1/admin/runtime/stats",          AdminOnly),
        new("SetRuntime",           "PUT v1/admin/runtime",                AdminOnly),
        new("ListReviewQueue",      "GET v1/admin/moderation/queue",       AdminOnly),
        new("TakeModerationAction", "POST v1/admin/moderation/actions",    AdminOnly),
        new("ListAudit",            "GET v1/admin/audit",                  AdminOnly),
        new("ExportForum",          "GET v1/admin/export",                 AdminOnly),
        new("ListPoison",           "GET v1/admin/poison",                 AdminOnly),
        new("RedrivePoison",        "POST v1/admin/poison/redrive",        AdminOnly),
        new("RemovePoison",         "POST v1/admin/poison/remove",         AdminOnly),

        new(TokenIssuer,            "POST v1/dev/token",                   AccessPolicy.Development),
        new("DevSeed",              "POST v1/dev/seed",                    AccessPolicy.Development),
        new("DevRuntimeTick",       "POST v1/dev/runtime/tick",            AccessPolicy.Development),
        new("DevRuntimePost",       "POST v1/dev/runtime/post",            AccessPolicy.Development),
        new("DevRuntimeStatus",     "GET v1/dev/runtime/status",           AccessPolicy.Development),
        new("DevRuntimeStart",      "POST v1/dev/runtime/start",           AccessPolicy.Development),
        new("DevRuntimeStop",       "POST v1/dev/runtime/stop",            AccessPolicy.Development),
    ];

    private static readonly FrozenDictionary<string, AccessPolicy> Policies =
        Rows.ToFrozenDictionary(row => row.Function, row => row.Policy, StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The function has no row; it must not run.</exception>
    public static AccessPolicy PolicyOf(string function) => Policies.TryGetValue(function, out var policy)
        ? policy
        : throw new InvalidOperationException($"Function '{function}' is for nobody: give it a row in the access table.");
}
