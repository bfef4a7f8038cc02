using System.Collections.ObjectModel;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.LocalHost.Functions;

/// <summary>Runs a function once: creates its class, binds its parameters and applies the middleware.</summary>
internal sealed class FunctionInvoker(FunctionPipeline pipeline, IServiceScopeFactory scopes)
{
    /// <summary>Runs with a service scope of its own. <paramref name="bind"/> provides the trigger's values.</summary>
    public async Task InvokeAsync(
        LocalFunction function, Func<ParameterInfo, object?> bind, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new LocalFunctionContext(
            function, scope.ServiceProvider, ReadOnlyDictionary<string, object?>.Empty, cancellationToken);
        await InvokeAsync(context, function, bind);
    }

    /// <summary>Runs in an existing context and returns the function's result.</summary>
    public async Task<object?> InvokeAsync(
        LocalFunctionContext context, LocalFunction function, Func<ParameterInfo, object?> bind)
    {
        object? result = null;
        await pipeline.Wrap(async current => result = await CallAsync(function, current, bind))(context);
        return result;
    }

    private static async Task<object?> CallAsync(
        LocalFunction function, FunctionContext context, Func<ParameterInfo, object?> bind)
    {
        var arguments = Array.ConvertAll(function.Method.GetParameters(), parameter => parameter.ParameterType switch
        {
            var type when type == typeof(FunctionContext) => context,
            var type when type == typeof(CancellationToken) => context.CancellationToken,
            _ => bind(parameter),
        });
        var instance = ActivatorUtilities.CreateInstance(context.InstanceServices, function.Class);
        return await ResultOf(
            function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));
    }

    private static async Task<object?> ResultOf(object? returned)
    {
        if (returned is ValueTask valueTask)
        {
            await valueTask;
            return null;
        }

        // ValueTask<T> has no non-generic base type, but can be converted to Task<T>.
        if (returned?.GetType() is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            returned = type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null);
        if (returned is not Task task) return returned;
        await task;
        return task.GetType().GetProperty("Result")?.GetValue(task);
    }
}
