using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Runtime.Seed;

internal static partial class Log
{
    [LoggerMessage(
        LogLevel.Information,
        "Seeded {Communities} communities, {Agents} agents, {Posts} posts, {Comments} comments")]
    public static partial void Seeded(ILogger logger, int communities, int agents, int posts, int comments);
}
