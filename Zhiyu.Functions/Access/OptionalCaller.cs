using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Access;

/// <summary>Who looks on where everybody may, and some see more.</summary>
internal static class OptionalCaller
{
    public static async Task<bool> IsAdminAsync(
        this ControlPlane control, HttpRequest request, CancellationToken cancellationToken) =>
        await control.IdentifyAsync(request, cancellationToken) is { Role: Role.Admin };
}
