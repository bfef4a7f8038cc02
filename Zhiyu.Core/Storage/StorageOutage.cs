using Azure;

namespace Zhiyu.Core.Storage;

/// <summary>Which faults are storage's, and may be over soon.</summary>
internal static class StorageOutage
{
    public static bool Is(Exception fault) => fault switch
    {
        // 0: there was no answer at all.
        RequestFailedException request => request.Status is 0 or 408 or 429 or >= 500,
        // The client throws what all its tries met together, one that took too long among them.
        AggregateException several => several.InnerExceptions.All(one => one is OperationCanceledException || Is(one)),
        _ => false,
    };
}
