using System.Net;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>A request body that reports when it is written, which happens once the connection is open.</summary>
internal sealed class SendNotifyingContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly Action _written;

    public SendNotifyingContent(HttpContent content, Action written)
    {
        (_content, _written) = (content, written);
        foreach (var (name, values) in content.Headers) Headers.TryAddWithoutValidation(name, values);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _written();
        return _content.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _content.Dispose();
        base.Dispose(disposing);
    }
}
