namespace Zhiyu.Bench.Rig;

/// <summary>
/// Excludes local addresses from the proxy of the environment, because everything that the bench and the tests start is
/// local.
/// </summary>
internal static class MachineProxy
{
    /// <summary>
    /// Call it before any client is created, because each reads the variables once. npm still uses the proxy for other
    /// hosts.
    /// </summary>
    public static void LeaveOutThisMachine()
    {
        foreach (var name in (string[])["NO_PROXY", "no_proxy"])
        {
            var others = Environment.GetEnvironmentVariable(name);
            var near = "localhost,127.0.0.1,[::1]" + (string.IsNullOrEmpty(others) ? "" : $",{others}");
            Environment.SetEnvironmentVariable(name, near);
        }
    }
}
