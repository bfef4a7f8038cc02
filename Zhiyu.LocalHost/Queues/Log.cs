using Microsoft.Extensions.Logging;

namespace Zhiyu.LocalHost.Queues;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Queue {Queue} can't be read; trying again until it can.")]
    public static partial void StorageIsAway(ILogger logger, Exception exception, string queue);

    [LoggerMessage(LogLevel.Information, "Queue {Queue} is read again.")]
    public static partial void StorageIsBack(ILogger logger, string queue);

    [LoggerMessage(LogLevel.Error, "{Function} failed for message {Message}, attempt {Attempt}.")]
    public static partial void Failed(
        ILogger logger, Exception exception, string function, string message, long attempt);

    [LoggerMessage(LogLevel.Information, "{Function} was stopped; message {Message} is given back.")]
    public static partial void Released(ILogger logger, string function, string message);

    [LoggerMessage(LogLevel.Warning, "Message {Message} of queue {Queue} moved to {Poison}.")]
    public static partial void Poisoned(ILogger logger, string message, string queue, string poison);

    [LoggerMessage(LogLevel.Warning, "Message {Message} of queue {Queue} could not be ended; it will come back.")]
    public static partial void MessageNotEnded(ILogger logger, Exception exception, string queue, string message);
}
