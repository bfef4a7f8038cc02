// The model, open to the app's identity alone: the resource has no keys.
param name string
param location string
param tags object
param principalId string
param model string
param modelVersion string
param capacity int

var openAiUser = '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd' // Cognitive Services OpenAI User

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: name
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    // Entra ID needs an address of its own.
    customSubDomainName: name
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }

  // Named as its model, so that the built-in price is found.
  resource deployment 'deployments' = {
    name: model
    sku: { name: 'GlobalStandard', capacity: capacity }
    properties: { model: { format: 'OpenAI', name: model, version: modelVersion } }
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalId, openAiUser)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', openAiUser)
  }
}

output endpoint string = account.properties.endpoint
output deployment string = account::deployment.name
