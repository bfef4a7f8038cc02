// The app on Flex Consumption: HTTP scales as one group, every queue and timer function by itself.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param packagesUrl string
param subnetId string
param insightsConnection string
param secretUris object
param openAiEndpoint string
param openAiDeployment string
param searchEndpoint string
param jwtAuthority string
param jwtAudience string
param runtimeEnabled bool
param forumUsdPerDay int
param executorAlwaysReady int
param httpAlwaysReady int
param maximumInstances int
param extraSettings object

// Of the platform and of Azure's libraries; the others are the app's own, listed in docs/configuration.md.
var platformSettings = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // Which identity DefaultAzureCredential takes: the one that may call the model.
  AZURE_CLIENT_ID: identityClientId
  // A stopping instance gives its messages back at once.
  FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING: 'true'
}

var settings = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  RUNTIME_ENABLED: string(runtimeEnabled)
  JWT_AUTHORITY: jwtAuthority
  JWT_AUDIENCE: jwtAudience
  // With a domain of its own: in extraSettings.
  PUBLIC_URL: 'https://${app.properties.defaultHostName}'
  BUDGET_FORUM_USD_PER_DAY: string(forumUsdPerDay)
  LLM_PROVIDER: 'azure-openai'
  LLM_BASE_URL: openAiEndpoint
  LLM_MODEL: openAiDeployment
  SEARCH_ENDPOINT: searchEndpoint
}

// SERVICE_AUTH_SECRET and, while it is changed, SERVICE_AUTH_SECRET_PREVIOUS.
var secretSettings = mapValues(secretUris, uri => '@Microsoft.KeyVault(SecretUri=${uri})')

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: { minTlsVersion: '1.2', http20Enabled: true }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
        alwaysReady: filter(
          [
            { name: 'http', instanceCount: httpAlwaysReady }
            { name: 'function:ExecuteAssignment', instanceCount: executorAlwaysReady }
          ],
          group => group.instanceCount > 0
        )
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(platformSettings, settings, secretSettings, extraSettings)
  }

  // Deploying goes by identity too.
  resource scmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

output url string = 'https://${app.properties.defaultHostName}'
