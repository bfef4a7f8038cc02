using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions;
using Zhiyu.Functions.Access;

namespace Zhiyu.Tests.Api;

/// <summary>An HTTP function, as its attributes say.</summary>
/// <param name="Declared">Its methods in capitals; none where it takes all.</param>
/// <param name="Access">Who may call it; null where it does not say.</param>
internal sealed record Endpoint(
    string Function, IReadOnlyList<string> Declared, string Route, AccessAttribute? Access)
{
    private const string Head = "HEAD";

    /// <summary>Without HEAD where GET is: that is the same answer without its body.</summary>
    public IReadOnlyList<string> Methods { get; } =
        Declared.Contains("GET") ? [.. Declared.Where(method => method != Head)] : Declared;

    public bool AnswersHead => Declared.Contains(Head);

    /// <summary>All there are, so that no test can forget one.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        .. from type in typeof(ZhiyuApp).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select new Endpoint(
               function.Name,
               [.. (trigger.Methods ?? []).Select(verb => verb.ToUpperInvariant())],
               trigger.Route ?? function.Name,
               method.GetCustomAttribute<AccessAttribute>()),
    ];

    /// <summary>One of its methods, to call it by.</summary>
    public string Method => Methods.Count == 0 ? "GET" : Methods[0];

    /// <summary>As <c>GET v1/feed</c>.</summary>
    public override string ToString() => $"{string.Join(',', Methods)} {Route}".TrimStart();
}
