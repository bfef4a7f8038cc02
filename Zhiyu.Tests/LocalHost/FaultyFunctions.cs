using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Zhiyu.Tests.LocalHost;

/// <summary>Functions none of which can run, each for a reason of its own.</summary>
public sealed class FaultyFunctions
{
    [Function("AdminPage")]
    public IResult Admin([HttpTrigger("get", Route = "admin/page")] HttpRequest request) => Results.Ok();

    [Function("Runtime")]
    public IResult Runtime([HttpTrigger] HttpRequest request) => Results.Ok();

    [Function("Unbound")]
    public IResult Unbound([HttpTrigger(Route = "unbound/{id}")] HttpRequest request, string id, string other) =>
        Results.Ok();

    [Function("SameRoute")]
    public IResult SameRoute([HttpTrigger("get", "post", Route = "same/{id}")] HttpRequest request) => Results.Ok();

    // Without methods it takes all of them.
    [Function("SameRouteToo")]
    public IResult SameRouteToo([HttpTrigger(Route = "Same/{id}")] HttpRequest request) => Results.Ok();

    [Function("Braces")]
    public IResult Braces([HttpTrigger(Route = "{open")] HttpRequest request) => Results.Ok();

    [Function("Constraint")]
    public IResult Constraint([HttpTrigger(Route = "{id:nope}")] HttpRequest request, string id) => Results.Ok();

    [Function("NoSetting")]
    public void NoSetting([QueueTrigger("%NO_SUCH_QUEUE%")] string text)
    {
    }

    [Function("FiveFields")]
    public void FiveFields([TimerTrigger("* * * * *")] TimerInfo info)
    {
    }

    [Function("Twice")]
    public void Twice([TimerTrigger("* * * * * *")] TimerInfo info)
    {
    }
}

public sealed class MoreFaultyFunctions
{
    [Function("Twice")]
    public void Twice([TimerTrigger("* * * * * *")] TimerInfo info)
    {
    }

    [Function("Sends")]
    [QueueOutput("letters")]
    public string Sends([TimerTrigger("* * * * * *")] TimerInfo info) => "letter";

    [Function("SendsMany")]
    public Task<Outputs> SendsMany([HttpTrigger] HttpRequest request) =>
        Task.FromResult(new Outputs(Results.Ok(), ""));

    [Function("Unheard")]
    public void Unheard([BellTrigger] string bell)
    {
    }

    [Function("Static")]
    public static void Static([TimerTrigger("* * * * * *")] TimerInfo info)
    {
    }

    [Function("NoTrigger")]
    public void NoTrigger()
    {
    }
}

/// <summary>A trigger that no host of ours listens to.</summary>
public sealed class BellTriggerAttribute : TriggerBindingAttribute;

public sealed record Outputs(
    [property: HttpResult] IResult Result, [property: QueueOutput("letters")] string Letter);

internal sealed class HiddenFunctions
{
    [Function("Hidden")]
    public void Run([TimerTrigger("* * * * * *")] TimerInfo info)
    {
    }
}
