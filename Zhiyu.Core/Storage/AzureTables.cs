using Azure.Data.Tables;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Storage;

/// <summary>Tables in Azure Table Storage or a compatible service, with long rows in blobs.</summary>
internal sealed class AzureTables(TableServiceClient tables, OverflowBlobs overflow) : ITables
{
    public ITable Open(string name, bool longRows) =>
        new AzureTable(tables.GetTableClient(name), longRows ? overflow : null);
}
