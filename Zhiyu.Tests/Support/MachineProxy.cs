using System.Runtime.CompilerServices;

namespace Zhiyu.Tests.Support;

internal static class MachineProxy
{
    // Ahead of the fixtures, which begin to ask Azurite.
#pragma warning disable CA2255 // The assembly of the tests is a program.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void LeaveOut() => Zhiyu.Bench.Rig.MachineProxy.LeaveOutThisMachine();
}
