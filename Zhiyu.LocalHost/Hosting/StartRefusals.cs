using Microsoft.Extensions.Options;

namespace Zhiyu.LocalHost.Hosting;

/// <summary>Prints startup errors without a stack trace, which would hide the messages.</summary>
internal static class StartRefusals
{
    /// <summary>After this call, a startup error ends the process with exit code 1.</summary>
    public static void PrintPlainly() => AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
    {
        if (MessagesOf(unhandled.ExceptionObject) is not { } messages) return;
        Console.Error.WriteLine("The app does not start:");
        foreach (var message in messages) Console.Error.WriteLine($"- {message}");
        Environment.Exit(1);
    };

    /// <summary>Null for an exception that is a bug and not a startup error.</summary>
    public static IReadOnlyList<string>? MessagesOf(object exception) => exception switch
    {
        StartRefusedException refusal => [refusal.Message],
        OptionsValidationException settings => [.. settings.Failures],
        AggregateException several when several.InnerExceptions.All(one => one is OptionsValidationException) =>
            [.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(one => one.Failures)],
        _ => null,
    };
}
