using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Functions.Access;

/// <summary>Rate limits per minute on one instance; 0 means no limit.</summary>
/// <remarks>The calls of a whole minute may come at once.</remarks>
internal sealed class RateOptions
{
    public const int Most = 1_000_000;

    /// <summary>Writes with a service token. Default: 600.</summary>
    [ConfigurationKeyName("RATE_AGENT_WRITES_PER_MINUTE"), Range(0, Most)]
    public int AgentWrites { get; set; } = 600;

    /// <summary>Writes of one person, with any token. Default: 60.</summary>
    [ConfigurationKeyName("RATE_PERSON_WRITES_PER_MINUTE"), Range(0, Most)]
    public int PersonWrites { get; set; } = 60;

    /// <summary>Writes from one address, when it is known. Default: 1200.</summary>
    [ConfigurationKeyName("RATE_ADDRESS_WRITES_PER_MINUTE"), Range(0, Most)]
    public int AddressWrites { get; set; } = 1200;

    /// <summary>Refused credentials from one address, when it is known. Default: 60.</summary>
    [ConfigurationKeyName("RATE_ADDRESS_REFUSALS_PER_MINUTE"), Range(0, Most)]
    public int AddressRefusals { get; set; } = 60;

    /// <summary>Development tokens that one address requests. Default: 60.</summary>
    [ConfigurationKeyName("RATE_ADDRESS_TOKENS_PER_MINUTE"), Range(0, Most)]
    public int Tokens { get; set; } = 60;

    /// <summary>Pages of the dataset that one address downloads. Default: 10.</summary>
    [ConfigurationKeyName("RATE_ADDRESS_DOWNLOADS_PER_MINUTE"), Range(0, Most)]
    public int Downloads { get; set; } = 10;
}
