using Azure;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Search.Documents;
using Azure.Search.Documents.Indexes;
using Azure.Search.Documents.Models;
using Zhiyu.Core.Network;
using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Core.Search.AzureSearch;

/// <summary>An index in Azure AI Search, which all instances share.</summary>
/// <remarks>
/// Each instance that is searched puts what is new; putting it twice changes nothing. The position of the stream is a
/// document of the index, so that the two can't be parted.
/// </remarks>
internal sealed class AzureSearchIndex(SearchIndexClient service, string index, TimeProvider clock) : ISearchIndex
{
    // A position must not be older than what the stream remembers, even if nothing is written for a day.
    private static readonly TimeSpan MaxPositionAge = TimeSpan.FromHours(1);

    private readonly SearchClient _documents = service.GetSearchClient(index);

    private bool _isNotedLater;
    private DateTimeOffset _notedAt;

    public static AzureSearchIndex Open(Indexing.SearchOptions options, TimeProvider clock)
    {
        var settings = new SearchClientOptions { Transport = new HttpClientTransport(OutboundHttp.NewClient()) };
        settings.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        var endpoint = new Uri(options.Endpoint);
        var service = options.ApiKey.Length > 0
            ? new SearchIndexClient(endpoint, new AzureKeyCredential(options.ApiKey), settings)
            : new SearchIndexClient(
                endpoint,
                new DefaultAzureCredential(new DefaultAzureCredentialOptions { Transport = settings.Transport }),
                settings);
        return new AzureSearchIndex(service, AzureIndexFields.NameOf(options.Index), clock);
    }

    public async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await _documents.GetDocumentAsync<Azure.Search.Documents.Models.SearchDocument>(
                AzureIndexFields.PositionId,
                new GetDocumentOptions { SelectedFields = { AzureIndexFields.Position } },
                cancellationToken);
            _notedAt = clock.GetUtcNow();
            return found.Value.GetString(AzureIndexFields.Position);
        }
        // There is no index yet, or it was never built to its end.
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            await service.CreateOrUpdateIndexAsync(
                AzureIndexFields.Definition(index), cancellationToken: cancellationToken);
            return null;
        }
    }

    /// <summary>No content is ever removed from the forum, so building it again replaces all there is.</summary>
    public Task ClearAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task PutAsync(
        IReadOnlyList<Indexing.SearchDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var batch in AzureIndexFields.Batches(documents))
            await UploadAsync(batch, cancellationToken);
        _isNotedLater = true;
    }

    public async Task CompleteAsync(string position, CancellationToken cancellationToken)
    {
        if (!_isNotedLater && clock.GetUtcNow() - _notedAt < MaxPositionAge) return;
        _isNotedLater = false;
        await UploadAsync([AzureIndexFields.OfPosition(position)], cancellationToken);
        _notedAt = clock.GetUtcNow();
    }

    public async Task<IReadOnlyList<string>> FindAsync(
        SearchQuery query, int skip, int take, CancellationToken cancellationToken)
    {
        var found = await _documents.SearchAsync<Azure.Search.Documents.Models.SearchDocument>(
            AzureQueries.TextOf(query), AzureQueries.OptionsOf(query, skip, take), cancellationToken);
        // One page of the service's answer has at most 1,000 documents, more than is ever asked for.
        return
        [
            .. found.Value.GetResults().Select(result => result.Document.GetString(AzureIndexFields.Id)),
        ];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task UploadAsync(
        IReadOnlyList<Azure.Search.Documents.Models.SearchDocument> documents, CancellationToken cancellationToken) =>
        _documents.IndexDocumentsAsync(
            IndexDocumentsBatch.Upload(documents),
            new IndexDocumentsOptions { ThrowOnAnyError = true },
            cancellationToken);
}
