using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace Zhiyu.LocalHost.Http;

/// <summary>Binds the parameters of an HTTP function: the request, and route values by name.</summary>
internal static class HttpArguments
{
    public static IEnumerable<string> Unbindable(HttpRoute route) =>
        from parameter in route.Function.Method.GetParameters()
        let type = parameter.ParameterType
        where type != typeof(HttpRequest) && type != typeof(FunctionContext) && type != typeof(CancellationToken)
        where !route.ParameterNames.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
            || !TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string))
        select parameter.Name;

    public static object? Bind(ParameterInfo parameter, HttpRequest request, RouteValueDictionary values)
    {
        if (parameter.ParameterType == typeof(HttpRequest)) return request;
        if (values.TryGetValue(parameter.Name!, out var value) && value is not null)
            return TypeDescriptor.GetConverter(parameter.ParameterType)
                .ConvertFromInvariantString(Convert.ToString(value, CultureInfo.InvariantCulture)!);
        // A missing optional segment.
        if (parameter.HasDefaultValue) return parameter.DefaultValue;
        return parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
    }
}
