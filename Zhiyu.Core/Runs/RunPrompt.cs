namespace Zhiyu.Core.Runs;

/// <summary>The prompt of a run; rendering it again gives the same bytes.</summary>
/// <param name="ConfigVersion">The version of the agent's configuration that it uses.</param>
/// <param name="Context">All values of the template.</param>
/// <param name="Digest">Lower-case hex SHA-256 of the system part, a line feed and the user part.</param>
public sealed record RunPrompt(
    string TemplateId, string TemplateVersion, int ConfigVersion, PromptContext Context, string Digest);
