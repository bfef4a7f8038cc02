namespace Zhiyu.Bench.Rig;

/// <summary>
/// Measuring and testing happen on machines whose environment names a proxy too; what they start is all on this machine.
/// </summary>
internal static class MachineProxy
{
    /// <summary>Before any client is made: each reads it once. npm goes on using the proxy for what is elsewhere.</summary>
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
