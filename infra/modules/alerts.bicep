// What people are called for. docs/operations.md has a section for each alert, by its name.
param token string
param location string
param tags object
param emails string[]
param insightsId string
param appUrl string
param monthlyBudget int
param budgetStart string

// Each looks for lines of the app's log, its measures or its functions; a test holds the quoted words to the code.
var logAlerts = [
  {
    name: 'queue-lag'
    severity: 2
    minutes: 5
    threshold: 0
    query: 'customMetrics | where name == "zhiyu.degradation" and valueMax > 0'
  }
  {
    name: 'poison'
    severity: 1
    minutes: 5
    threshold: 0
    query: 'union (traces | where message has "failed for good and is on record"), (customMetrics | where name == "zhiyu.poison.standing" and valueMax > 0)'
  }
  {
    name: 'runs-failed'
    severity: 2
    minutes: 15
    threshold: 2
    query: 'traces | where message startswith "Run " and message has "Failed"'
  }
  {
    name: 'model-down'
    severity: 2
    minutes: 15
    threshold: 2
    query: 'traces | where message has "is left alone for"'
  }
  {
    name: 'budget-gone'
    severity: 3
    minutes: 60
    threshold: 20
    query: 'traces | where message startswith "Run " and message has "throttled"'
  }
  {
    name: 'storage-outage'
    severity: 1
    minutes: 5
    threshold: 5
    query: 'union (traces | where message has "met an outage" or message has "has measured nothing in"), (requests | where success == false and operation_Name in ("AllocateEvent", "ExecuteAssignment", "RuntimeLoop", "Purge"))'
  }
  {
    name: 'faults'
    severity: 2
    minutes: 5
    threshold: 5
    query: 'traces | where severityLevel >= 3 and message contains " failed (trace "'
  }
  {
    name: 'moderation-down'
    severity: 2
    minutes: 15
    threshold: 5
    query: 'traces | where message startswith "A text waits for review, since"'
  }
  {
    name: 'refused-writes'
    severity: 2
    minutes: 15
    threshold: 20
    query: 'traces | where message startswith "A write was refused"'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'zhiyu'
    enabled: true
    emailReceivers: [for (email, i) in emails: { name: 'email-${i}', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in logAlerts: {
  name: alert.name
  location: location
  tags: tags
  properties: {
    displayName: 'Zhiyu: ${alert.name}'
    description: 'See docs/operations.md, ${alert.name}.'
    severity: alert.severity
    enabled: true
    autoMitigate: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT${alert.minutes}M'
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: alert.threshold
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]

// The loop runs every few seconds somewhere: when no instance runs it, nothing is measured any more.
resource noHeartbeat 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'no-heartbeat'
  location: location
  tags: tags
  properties: {
    displayName: 'Zhiyu: no-heartbeat'
    description: 'See docs/operations.md, no-heartbeat.'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: 'requests | where operation_Name == "RuntimeLoop" and success == true'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}

resource look 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'health-${token}'
  location: location
  // The portal shows it under the component that this tag names.
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'health-${token}'
    Name: 'Health'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [{ Id: 'emea-nl-ams-azr' }, { Id: 'us-va-ash-azr' }, { Id: 'apac-sg-sin-azr' }]
    Request: { RequestUrl: '${appUrl}/v1/health', HttpVerb: 'GET' }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 7 }
  }
}

resource unreachable 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'unreachable'
  location: 'global'
  tags: tags
  properties: {
    description: 'See docs/operations.md, unreachable.'
    severity: 1
    enabled: true
    scopes: [look.id, insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: look.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'monthly'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetStart }
    notifications: {
      half: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 50, contactEmails: emails }
      most: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 80, contactEmails: emails }
      forecast: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
      }
      all: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 100, contactEmails: emails }
    }
  }
}
