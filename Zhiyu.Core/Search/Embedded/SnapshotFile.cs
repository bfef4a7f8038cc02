using System.IO.Compression;
using System.Security.Cryptography;

namespace Zhiyu.Core.Search.Embedded;

/// <summary>The files of an index in one.</summary>
internal static class SnapshotFile
{
    /// <summary>Packs files; returns the checksum of the packed file.</summary>
    public static string Pack(IEnumerable<string> files, string target)
    {
        using (var zip = ZipFile.Open(target, ZipArchiveMode.Create))
            foreach (var file in files)
                zip.CreateEntryFromFile(file, Path.GetFileName(file), CompressionLevel.Fastest);
        return ChecksumOf(target);
    }

    /// <exception cref="InvalidDataException">The packed file is damaged.</exception>
    public static void Unpack(string source, string checksum, string folder)
    {
        if (ChecksumOf(source) != checksum)
            throw new InvalidDataException("The snapshot's checksum differs from the one that was noted with it.");
        ZipFile.ExtractToDirectory(source, folder);
    }

    private static string ChecksumOf(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
