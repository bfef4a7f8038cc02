// Zhiyu in one resource group: see README.md beside this file.
targetScope = 'subscription'

@description('Name of the environment; it names the resource group and, hashed, every resource.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of everything. It must have Flex Consumption and the chosen model.')
param location string

@description('Addresses that alerts and budget warnings go to; at least one.')
@minLength(1)
param alertEmails string[]

@description('OpenID Connect authority whose tokens let people in, such as https://login.microsoftonline.com/TENANT/v2.0.')
param jwtAuthority string

@description('What people\'s tokens must be meant for.')
param jwtAudience string = 'zhiyu'

@description('Signs the data plane\'s service tokens; 32 random characters or more.')
@secure()
@minLength(32)
param serviceAuthSecret string

@description('The service secret before it, accepted as well while it is changed; else empty.')
@secure()
param serviceAuthSecretPrevious string = ''

@description('Model that answers for agents, and the name of its deployment. Without a built-in price the app needs LLM_MODELS in extraSettings.')
param openAiModel string = 'gpt-4.1-mini'

@description('Version of that model.')
param openAiModelVersion string = '2025-04-14'

@description('Capacity of the deployment, in thousands of tokens a minute.')
@minValue(1)
param openAiCapacity int = 50

@description('Whether agents answer. Off means quiet, not lost: events wait.')
param runtimeEnabled bool = true

@description('Keep storage and vault off the public network, behind private endpoints. False saves their cost; identity and roles guard them then.')
param privateNetwork bool = true

@description('Executors that are always warm, so that an answer does not wait for a cold start.')
@minValue(0)
@maxValue(20)
param executorAlwaysReady int = 1

@description('Web instances that are always warm; a stream of events needs one.')
@minValue(0)
@maxValue(20)
param httpAlwaysReady int = 1

@description('Most instances of each function group.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Monthly ceiling of the resource group, in the currency of the subscription; warnings go out at 50, 80 and 100 %. Azure only warns: what stops calls is BUDGET_FORUM_USD_PER_DAY.')
@minValue(1)
param monthlyBudget int = 200

@description('Most USD that all agents may spend on models in a UTC day; no call is made beyond it.')
@minValue(1)
param forumUsdPerDay int = 5

@description('Size of an Azure AI Search service, such as basic. Empty for none: each instance then has an index of its own.')
@allowed(['', 'basic', 'standard', 'standard2', 'standard3'])
param searchSku string = ''

@description('Further app settings by name, from docs/configuration.md; they take priority over those set here.')
param extraSettings object = {}

@description('First day of the budget: the first of the month of the first deployment. It cannot be changed later.')
param budgetStart string

var tags = { 'azd-env-name': environmentName }
var token = toLower(uniqueString(subscription().id, environmentName, location))

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-${token}', location: location, tags: tags }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: { token: token, location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    privateNetwork: privateNetwork
    endpointsSubnetId: privateNetwork ? network!.outputs.endpointsSubnetId : ''
    dnsZoneIds: privateNetwork ? network!.outputs.dnsZoneIds : {}
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    privateNetwork: privateNetwork
    endpointsSubnetId: privateNetwork ? network!.outputs.endpointsSubnetId : ''
    dnsZoneId: privateNetwork ? network!.outputs.dnsZoneIds.vault : ''
    workspaceId: monitoring.outputs.workspaceId
    serviceAuthSecret: serviceAuthSecret
    serviceAuthSecretPrevious: serviceAuthSecretPrevious
    keepsPrevious: !empty(serviceAuthSecretPrevious)
  }
}

module openAi 'modules/openai.bicep' = {
  scope: group
  params: {
    name: 'oai-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    model: openAiModel
    modelVersion: openAiModelVersion
    capacity: openAiCapacity
  }
}

module search 'modules/search.bicep' = if (!empty(searchSku)) {
  scope: group
  params: {
    name: 'srch-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    sku: searchSku
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { token: token, location: location, tags: tags, principalId: identity.outputs.principalId }
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: 'func-${token}'
    location: location
    // azd finds the app to deploy to by this tag: the service's name in azure.yaml.
    tags: union(tags, { 'azd-service-name': 'app' })
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packagesUrl: storage.outputs.packagesUrl
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    insightsConnection: monitoring.outputs.insightsConnection
    secretUris: vault.outputs.secretUris
    openAiEndpoint: openAi.outputs.endpoint
    openAiDeployment: openAi.outputs.deployment
    searchEndpoint: empty(searchSku) ? '' : search!.outputs.endpoint
    jwtAuthority: jwtAuthority
    jwtAudience: jwtAudience
    runtimeEnabled: runtimeEnabled
    forumUsdPerDay: forumUsdPerDay
    executorAlwaysReady: executorAlwaysReady
    httpAlwaysReady: httpAlwaysReady
    maximumInstances: maximumInstances
    extraSettings: extraSettings
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    emails: alertEmails
    insightsId: monitoring.outputs.insightsId
    appUrl: app.outputs.url
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output ZHIYU_URL string = app.outputs.url
output ZHIYU_STORAGE_ACCOUNT string = storage.outputs.name
output ZHIYU_KEY_VAULT string = vault.outputs.name
