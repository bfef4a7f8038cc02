using Zhiyu.LocalHost.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

#pragma warning disable CA1052 // The worker's class is neither static nor sealed; an app can tell.
public class FunctionsApplication
#pragma warning restore CA1052
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        StartRefusals.PrintPlainly();
        return new FunctionsApplicationBuilder(args, new LocalHostOptions());
    }
}
