using Microsoft.Extensions.Options;

namespace Zhiyu.LocalHost.Hosting;

/// <summary>Prints why the app does not start by messages alone: a stack trace would bury them.</summary>
internal static class StartRefusals
{
    /// <summary>From here on a refused start ends the process with code 1.</summary>
    public static void PrintPlainly() => AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
    {
        if (MessagesOf(unhandled.ExceptionObject) is not { } messages) return;
        Console.Error.WriteLine("The app does not start:");
        foreach (var message in messages) Console.Error.WriteLine($"- {message}");
        Environment.Exit(1);
    };

    /// <summary>Null for what is no refusal but a fault of a program.</summary>
    public static IReadOnlyList<string>? MessagesOf(object exception) => exception switch
    {
        StartRefusedException refusal => [refusal.Message],
        OptionsValidationException settings => [.. settings.Failures],
        AggregateException several when several.InnerExceptions.All(one => one is OptionsValidationException) =>
            [.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(one => one.Failures)],
        _ => null,
    };
}
