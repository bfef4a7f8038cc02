using Scriban;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>One parsed prompt: a system and a user part that render from the same values.</summary>
internal sealed class PromptTemplate(PromptFile file, Template system, Template user)
{
    public string Id => file.Id;

    public IReadOnlyList<string> Variables => file.Variables;

    public IEnumerable<string> UsedVariables => UnboundVariables.In(system).Union(UnboundVariables.In(user));

    public RenderedPrompt Render(ScriptObject values) =>
        RenderedPrompt.Of(file.Id, file.Version, Render(system, values), Render(user, values));

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

    // The largest thread is 20 comments of 10,000 characters and a post of 50,000, some of them four bytes long; the
    // limits leave room for that and stop whatever goes further.
    private static string Render(Template template, ScriptObject values)
    {
        var context = new TemplateContext(Builtins())
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            LoopLimit = 200,
            RecursiveLimit = 10,
            LimitToString = 1_000_000,
            RegexTimeOut = TimeSpan.FromMilliseconds(100),
            NewLine = "\n",
        };
        context.PushGlobal(values);
        return template.Render(context).Trim();
    }

    // A template may not evaluate a value as a template, nor read other files.
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
