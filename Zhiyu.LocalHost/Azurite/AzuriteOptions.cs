namespace Zhiyu.LocalHost.Azurite;

/// <summary>How Azurite is found, installed and run. Only tests change these values.</summary>
internal sealed record AzuriteOptions
{
    /// <summary>The ports of Azurite. Default: those of <c>UseDevelopmentStorage=true</c>.</summary>
    public AzuritePorts Ports { get; init; } = AzuritePorts.Development;

    /// <summary>The folder from which package.json is searched upwards. Default: that of the running app.</summary>
    public string SearchFrom { get; init; } = AppContext.BaseDirectory;

    /// <summary>The data folder. Default: <c>.azurite</c> beside package.json.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The program that runs Azurite. Default: <c>node</c> of the PATH.</summary>
    public string Node { get; init; } = "node";

    /// <summary>The program that installs Azurite. Default: <c>npm</c> of the PATH.</summary>
    public string Npm { get; init; } = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <summary>Additional environment variables of the process. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How long Azurite may take until all services answer. Default: 30 s; it needs 1 to 2.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long another app may take to install and start Azurite, or the Azurite of a killed app to save. Default: 3
    /// min; npm needs about half a minute.
    /// </summary>
    public TimeSpan HandoverLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long Azurite may take to save and exit before it is killed. Default: 15 s.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(15);
}
