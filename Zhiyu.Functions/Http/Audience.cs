namespace Zhiyu.Functions.Http;

/// <summary>Whom a cache may show an answer to.</summary>
internal enum Audience
{
    /// <summary>Everyone who may ask: all get the same.</summary>
    All,

    /// <summary>Everyone who may not see more.</summary>
    Public,

    /// <summary>Who asked, alone.</summary>
    Caller,
}
