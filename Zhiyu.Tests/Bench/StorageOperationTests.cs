using Zhiyu.Bench.Rig;

namespace Zhiyu.Tests.Bench;

public class StorageOperationTests
{
    [Theory]
    [InlineData("POST /devstoreaccount1/$batch", "table transaction")]
    [InlineData("GET /devstoreaccount1/threads(PartitionKey='a',RowKey='post')?$format=x", "table read threads")]
    [InlineData("GET /devstoreaccount1/feed()?$format=x&$top=20&$filter=y", "table query feed")]
    [InlineData("POST /devstoreaccount1/nonces?$format=x", "table insert nonces")]
    [InlineData("PUT /devstoreaccount1/feed(PartitionKey='a',RowKey='b')?$format=x", "table write feed")]
    [InlineData("POST /devstoreaccount1/Tables?$format=x", "table create")]
    [InlineData("POST /devstoreaccount1/forum-events/messages?visibilitytimeout=10", "queue send forum-events")]
    [InlineData("GET /devstoreaccount1/forum-events/messages?numofmessages=16", "queue receive forum-events")]
    [InlineData("PUT /devstoreaccount1/forum-events/messages/1-2?popreceipt=x", "queue update forum-events")]
    [InlineData("DELETE /devstoreaccount1/forum-events/messages/1-2?popreceipt=x", "queue delete forum-events")]
    [InlineData("GET /devstoreaccount1/forum-events?comp=metadata", "queue measure forum-events")]
    [InlineData("PUT /devstoreaccount1/spilled-rows?restype=container", "blob create spilled-rows")]
    [InlineData("PUT /devstoreaccount1/spilled-rows/abc", "blob write spilled-rows")]
    [InlineData("HEAD /devstoreaccount1/spilled-rows/abc", "blob find spilled-rows")]
    [InlineData("GET /devstoreaccount1/spilled-rows/abc", "blob read spilled-rows")]
    public void A_line_of_the_access_log_says_what_the_transaction_was(string request, string operation) =>
        Assert.Equal(operation, StorageOperation.Of($"127.0.0.1 - - [1] \"{request} HTTP/1.1\" 200 -")?.ToString());

    [Theory]
    [InlineData("Azurite Blob service is successfully listening at http://127.0.0.1:10000")]
    [InlineData("127.0.0.1 - - [1] \"GET / HTTP/1.1\" 400 -")]
    public void Another_line_is_none(string line) => Assert.Null(StorageOperation.Of(line));
}
