using System.Globalization;
using Scriban;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>A parsed prompt: a system and a user part, rendered from the same values.</summary>
internal sealed class PromptTemplate(PromptFile file, Template system, Template user)
{
    public string FileName => file.Name;

    public string Id => file.Id;

    public int Version => file.Version;

    public IReadOnlyList<string> Variables => file.Variables;

    public IEnumerable<string> UsedVariables => UnboundVariables.In(system).Union(UnboundVariables.In(user));

    /// <exception cref="PromptRenderException">Rendering exceeded a limit, or a value is missing.</exception>
    public RenderedPrompt Render(ScriptObject values, TimeSpan timeLimit) => RenderedPrompt.Of(
        file.Id,
        file.Version.ToString(CultureInfo.InvariantCulture),
        Render(system, values, timeLimit),
        Render(user, values, timeLimit));

    public static PromptTemplate Parse(PromptFile file, ICollection<string> faults)
    {
        return new PromptTemplate(file, ParsePart(file.System, "system"), ParsePart(file.User, "user"));

        Template ParsePart(string text, string part)
        {
            var template = Template.Parse(text, part);
            foreach (var message in template.Messages.Where(m => m.Type == ParserMessageType.Error))
                faults.Add($"{file.Name}: {message}");
            return template;
        }
    }

    private string Render(Template template, ScriptObject values, TimeSpan timeLimit)
    {
        // Uses the system's time, not the injected one, because it limits processor time.
        using var time = new CancellationTokenSource(timeLimit, TimeProvider.System);
        var context = new TemplateContext(Builtins())
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            LoopLimit = RenderLimits.Loop,
            RecursiveLimit = RenderLimits.Recursion,
            LimitToString = RenderLimits.Characters,
            RegexTimeOut = RenderLimits.Regex,
            CancellationToken = time.Token,
            NewLine = "\n",
        };
        context.PushGlobal(values);
        try
        {
            var text = template.Render(context);
            // Scriban silently truncates a longer text, which would change the prompt.
            return text.Length < RenderLimits.Characters
                ? text.Trim()
                : throw new PromptRenderException(
                    $"{file.Name}: renders to more than {RenderLimits.Characters} characters");
        }
        catch (Exception fault) when (time.IsCancellationRequested && fault is not OutOfMemoryException)
        {
            throw new PromptRenderException(
                $"{file.Name}: did not render within {timeLimit.TotalSeconds} s; take work out of it", fault);
        }
        catch (ScriptRuntimeException fault)
        {
            throw new PromptRenderException($"{file.Name}: {fault.Message}", fault);
        }
    }

    // Templates must not evaluate values as templates or read other files.
    private static BuiltinFunctions Builtins()
    {
        var builtins = new BuiltinFunctions();
        foreach (var name in (string[])["include", "include_join"])
            builtins.Remove(name);
        if (builtins["object"] is ScriptObject functions)
        {
            functions.Remove("eval");
            functions.Remove("eval_template");
        }

        return builtins;
    }
}
