using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Api.Control;

/// <summary>
/// On a developer's machine without <c>JWT_SECRET</c>, one of its own: made at the first start, kept for the next ones,
/// so that a token outlives a restart. Only its user can read it.
/// </summary>
internal sealed class DevelopmentSecret(
    IConfiguration configuration, LocalFolder folder, ILogger<DevelopmentSecret> logger)
    : IPostConfigureOptions<JwtOptions>
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public void PostConfigure(string? name, JwtOptions options)
    {
        if (options.HasAuthority || options.HasSecret || configuration["ZHIYU_ENVIRONMENT"] != "Development") return;
        options.Secret = Kept() ?? NewSecret();
    }

    private string? Kept()
    {
        if (folder.Path.Length == 0) return null;
        var path = Path.Combine(folder.Path, "jwt-secret");
        try
        {
            if (!File.Exists(path)) Create(path);
            var secret = File.ReadAllText(path);
            if (secret.Length < JwtOptions.MinSecretBytes) throw new IOException($"{path} holds no secret; delete it.");
            Log.SecretKept(logger, path);
            return secret;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.SecretNotKept(logger, path, fault);
            return null;
        }
    }

    // Written beside and moved into place: of two first starts at once both end up with the file of one.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UserOnly;
        using (var writer = new StreamWriter(draft, options)) writer.Write(NewSecret());
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
