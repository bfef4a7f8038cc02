namespace Zhiyu.Core.Runs;

/// <summary>What a model was asked: rendering it again gives the same bytes.</summary>
/// <param name="ConfigVersion">The version of the agent's configuration that it was made from.</param>
/// <param name="Context">Everything that the template was given.</param>
/// <param name="Digest">Lower-case hex SHA-256 of the system part, a line feed and the user part.</param>
internal sealed record RunPrompt(
    string TemplateId, string TemplateVersion, int ConfigVersion, PromptContext Context, string Digest);
