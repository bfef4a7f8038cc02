// The account that keeps the forum, its queues and the app's package. It has no use for keys: only roles open it.
param name string
param location string
param tags object
param principalId string
param privateNetwork bool
param endpointsSubnetId string
param dnsZoneIds object

var packages = 'packages'

// The least that the app and the platform's host need: the host keeps its locks and keys in blobs of its own making.
var roles = {
  blobs: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
  queues: '974c5e8b-45b9-4653-ba55-5f855dd0fb88' // Storage Queue Data Contributor
  tables: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' // Storage Table Data Contributor
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'None', defaultAction: privateNetwork ? 'Deny' : 'Allow' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 14 }
      containerDeleteRetentionPolicy: { enabled: true, days: 14 }
    }

    resource container 'containers' = {
      name: packages
      properties: { publicAccess: 'None' }
    }
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in items(roles): {
  name: guid(account.id, principalId, role.value)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
  }
}]

module endpoints 'endpoint.bicep' = [for service in ['blob', 'queue', 'table']: if (privateNetwork) {
  params: {
    name: 'pe-${name}-${service}'
    location: location
    tags: tags
    targetId: account.id
    groupId: service
    subnetId: endpointsSubnetId
    dnsZoneId: privateNetwork ? dnsZoneIds[service] : ''
  }
}]

output name string = account.name
output packagesUrl string = '${account.properties.primaryEndpoints.blob}${packages}'
