using System.Diagnostics;
using System.Text.Json;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web.Rendering;

/// <summary>The page's own renderer, run by Node.</summary>
internal static class PageRenderer
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <param name="countWork">Whether to count what each takes.</param>
    public static async Task<Rendering> RenderAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken, bool countWork = false)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.PathOf(),
            ArgumentList =
            {
                "Zhiyu.Tests/Web/Rendering/render.mjs",
                Repository.PathOf("web"),
                countWork ? "work" : "texts",
            },
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = node.StandardError.ReadToEndAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, texts, Camel, cancellationToken);
        node.StandardInput.Close();
        await node.WaitForExitAsync(cancellationToken);
        Assert.True(node.ExitCode == 0, await errors);
        return JsonSerializer.Deserialize<Rendering>(await output, Camel)!;
    }
}

internal sealed record Rendering(RenderBounds Bounds, IReadOnlyList<RenderedText> Answers);

internal sealed record RenderBounds(int Length, int Nesting, int Columns, int Cells);

/// <param name="Shown">What is to be read on the page.</param>
/// <param name="Listed">What is to be read where the page lists texts.</param>
/// <param name="Elements">Of HTML.</param>
/// <param name="IsPlain">Whether it is shown as it was written.</param>
/// <param name="Work">How many pieces of the renderer's code ran for it.</param>
internal sealed record RenderedText(
    string Shown, string Listed, int Elements, bool IsPlain, IReadOnlyList<string> Links, long Work);
