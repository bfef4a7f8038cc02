using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Access;

/// <summary>Identifies admins on functions for everyone that show more to admins.</summary>
internal static class OptionalCaller
{
    public static async Task<bool> IsAdminAsync(
        this ControlPlane control, HttpRequest request, CancellationToken cancellationToken) =>
        await control.IdentifyAsync(request, cancellationToken) is { Role: Role.Admin };
}
