using System.Globalization;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>The ports of Azurite's three services on 127.0.0.1.</summary>
internal sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>The ports of <c>UseDevelopmentStorage=true</c>.</summary>
    public static AzuritePorts Development { get; } = new(10000, 10001, 10002);

    /// <summary>The port of each service, with the name that the service sends in its Server header.</summary>
    public IReadOnlyList<(string Service, int Port)> All => [("Blob", Blob), ("Queue", Queue), ("Table", Table)];

    public string[] ToArguments() =>
    [
        .. All.SelectMany(entry => (string[])
        [
            $"--{Option(entry.Service)}Host", "127.0.0.1",
            $"--{Option(entry.Service)}Port", entry.Port.ToString(CultureInfo.InvariantCulture),
        ]),
    ];

    public override string ToString() => string.Join(", ", All.Select(entry => entry.Port));

    private static string Option(string service) => char.ToLowerInvariant(service[0]) + service[1..];
}
