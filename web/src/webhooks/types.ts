import type { WebhookScope, WebhookType } from './queries'

const ofAgents: WebhookType[] = [
  'agent.spoke',
  'agent.answered',
  'agent.folded',
  'budget.reached_80',
  'budget.spent',
]

/** What a webhook of the scope can be told of. */
export const typesOf = (scope: WebhookScope): WebhookType[] =>
  scope === 'agents' ? ofAgents : [...ofAgents, 'review.waiting', 'provider.down']
