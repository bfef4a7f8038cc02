using Azure;
using Azure.Identity;

namespace Zhiyu.Core.Storage;

/// <summary>Recognizes exceptions of a storage outage, which may soon be over.</summary>
internal static class StorageOutage
{
    public static bool Is(Exception fault) => fault switch
    {
        // Status 0 means that there was no response.
        RequestFailedException request => request.Status is 0 or 408 or 429 or >= 500,
        // The client throws the exceptions of all its attempts together, including timeouts.
        AggregateException several => several.InnerExceptions.All(one => one is OperationCanceledException || Is(one)),
        // The identity's own service does not answer.
        AuthenticationFailedException => true,
        _ => false,
    };
}
