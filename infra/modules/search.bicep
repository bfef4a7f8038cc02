// The search's index, for forums that are larger than an instance's own can be. Open to the app's identity alone.
param name string
param location string
param tags object
param principalId string
param sku string

// What the app does: it creates its index, and puts and finds documents.
var roles = {
  indexes: '7ca78c08-252a-4471-8644-bb5ff32d4ba0' // Search Service Contributor
  documents: '8ebe5a00-799e-43f5-93ac-243d3dce84a7' // Search Index Data Contributor
}

resource service 'Microsoft.Search/searchServices@2023-11-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku }
  properties: {
    disableLocalAuth: true
    publicNetworkAccess: 'enabled'
    replicaCount: 1
    partitionCount: 1
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in items(roles): {
  name: guid(service.id, principalId, role.value)
  scope: service
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
  }
}]

output endpoint string = 'https://${service.name}.search.windows.net'
