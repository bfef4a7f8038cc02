using System.Net;
using System.Text;
using Microsoft.OpenApi;
using Zhiyu.Tests.Api.Contract.OpenApi;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Contract;

/// <summary>The document is what it is made of, is OpenAPI, and is what the app serves.</summary>
public sealed class OpenApiDocumentTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public void The_document_says_what_the_contract_and_the_types_of_the_wire_say() =>
        Snapshot.MatchesFile(ContractDocument.File, OpenApiWriter.Write());

    [Fact]
    public void The_document_is_OpenAPI_3_1()
    {
        var read = OpenApiDocument.Parse(File.ReadAllText(ContractDocument.File), "json");

        Assert.Empty(read.Diagnostic!.Errors.Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Empty(read.Diagnostic.Warnings.Select(warning => $"{warning.Pointer}: {warning.Message}"));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal(
            ContractDocument.Current.Operations.Count,
            read.Document!.Paths.Sum(path => path.Value.Operations!.Count));
    }

    [Fact]
    public async Task The_document_is_served_as_it_is_checked_in()
    {
        var reply = await app.GetAsync("/v1/openapi.json");

        Assert.Equal((200, "application/json; charset=utf-8"), (reply.Status, reply.ContentType));
        Assert.Equal(File.ReadAllBytes(ContractDocument.File), Encoding.UTF8.GetBytes(reply.Text));
    }

    [Fact]
    public async Task Who_has_the_document_already_does_not_get_it_again()
    {
        var tag = $"{(await app.GetAsync("/v1/openapi.json")).Headers.ETag}";

        Assert.Equal((int)HttpStatusCode.NotModified, (await app.GetAsync("/v1/openapi.json", tag)).Status);
    }
}
