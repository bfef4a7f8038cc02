using System.Globalization;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>The ports on 127.0.0.1 of Azurite's three services.</summary>
internal sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>Those that <c>UseDevelopmentStorage=true</c> stands for.</summary>
    public static AzuritePorts Development { get; } = new(10000, 10001, 10002);

    /// <summary>The port of each service, by the name under which the service introduces itself.</summary>
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
