// The secrets that remain: what outsiders sign with. The app reads them by reference; no others may.
param name string
param location string
param tags object
param principalId string
param privateNetwork bool
param endpointsSubnetId string
param dnsZoneId string
param workspaceId string

@description('Whether there is a previous secret: its emptiness tells nothing of it, and may go into outputs.')
param keepsPrevious bool

@secure()
param serviceAuthSecret string

@secure()
param serviceAuthSecretPrevious string

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: privateNetwork ? 'Deny' : 'Allow' }
  }

  resource secret 'secrets' = {
    name: 'service-auth-secret'
    properties: { value: serviceAuthSecret, contentType: 'SERVICE_AUTH_SECRET' }
  }

  resource previous 'secrets' = if (keepsPrevious) {
    name: 'service-auth-secret-previous'
    properties: { value: serviceAuthSecretPrevious, contentType: 'SERVICE_AUTH_SECRET_PREVIOUS' }
  }
}

resource reads 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'reads'
  scope: vault
  properties: { workspaceId: workspaceId, logs: [{ category: 'AuditEvent', enabled: true }] }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

module endpoint 'endpoint.bicep' = if (privateNetwork) {
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    targetId: vault.id
    groupId: 'vault'
    subnetId: endpointsSubnetId
    dnsZoneId: dnsZoneId
  }
}

output name string = vault.name

@description('Addresses of the secrets by the settings that they are for; the values stay in the vault. With their versions: an app setting that stays the same would be read again only once a day.')
output secretUris object = union(
  { SERVICE_AUTH_SECRET: vault::secret.properties.secretUriWithVersion },
  keepsPrevious
    ? { SERVICE_AUTH_SECRET_PREVIOUS: vault::previous!.properties.secretUriWithVersion }
    : {}
)
