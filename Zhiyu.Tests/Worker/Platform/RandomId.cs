using System.Security.Cryptography;

namespace Zhiyu.Tests.Worker.Platform;

internal static class RandomId
{
    public static string New() => $"{new Guid(RandomNumberGenerator.GetBytes(16))}";
}
