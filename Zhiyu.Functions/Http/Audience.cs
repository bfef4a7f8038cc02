namespace Zhiyu.Functions.Http;

/// <summary>The callers that a cache may show a response to.</summary>
internal enum Audience
{
    /// <summary>Every caller: the response is the same for all.</summary>
    All,

    /// <summary>Every caller who does not have the right to see more.</summary>
    Public,

    /// <summary>Only this caller.</summary>
    Caller,
}
