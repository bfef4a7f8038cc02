import type { Scope } from '../../quality/queries'

/** What the query of the page's address asks for. An agent is asked for alone. */
export function scopeOf(search: string): Scope {
  const query = new URLSearchParams(search)
  const [agent, community] = [query.get('agent_id'), query.get('community_id')]
  if (agent) return { agent_id: agent }
  return community ? { community_id: community } : {}
}

export const addressOfScope = (scope: Scope) => {
  const query = new URLSearchParams(Object.entries(scope)).toString()
  return query ? `/pulse?${query}` : '/pulse'
}
